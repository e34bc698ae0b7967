#pragma once

#include "features/accounts/service.hpp"

/// The room's part of /api/v1: the same forms and services as the pages; openapi.yaml describes it.
namespace palier::accounts::json {

void routes(Service& service);
void sign_in_routes(Service& service);
/// Why a code did not do, as problem details.
http::Response refused(const http::Context& c, const SignIn::Refused& refusal);

}  // namespace palier::accounts::json
