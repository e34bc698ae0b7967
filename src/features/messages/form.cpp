#include "features/messages/form.hpp"

namespace palier::messages {

Draft read_message(const form::Input& input, form::Errors& errors) {
  form::Reader read(input, errors);
  return {
      read.text(
          "text",
          {.required = true, .max = 4000, .lines = true, .missing = {N_("Write your message.")}}),
      input.one("once")};
}

}  // namespace palier::messages
