#pragma once

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/notices/kinds.hpp"
#include "features/notices/push_sender.hpp"

/// From what was sent, by a page or as JSON, to drafts or errors by field. No database.
namespace palier::notices {

/// `mail` how often in general, `hour` of the digests, and for each kind `kinds.CODE.mail` (""
/// or null: as in general) and `kinds.CODE.push`. A page sends `whole`: what is not ticked in it is
/// off; JSON changes what it names.
SettingsDraft read_settings(const form::Input& input, const Kinds& kinds, form::Errors& errors);

/// What PushManager.subscribe() gave: `endpoint`, `keys.p256dh`, `keys.auth`; with the browser's
/// own name of itself to call it by.
Subscription read_subscription(const form::Input& input, std::string_view user_agent,
                               const PushOptions& options, form::Errors& errors);

/// "Firefox, Android" from what a browser calls itself; "" where it says nothing known.
std::string device_name(std::string_view user_agent);

}  // namespace palier::notices
