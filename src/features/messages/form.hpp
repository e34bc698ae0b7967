#pragma once

#include <string>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"

namespace palier::messages {

struct Draft {
  std::string text;
  std::string once;
};
Draft read_message(const form::Input& input, form::Errors& errors);

}  // namespace palier::messages
