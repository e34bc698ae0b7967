#include "app/letter_kinds.hpp"

namespace palier::app {

void declare_letters(notices::Notices& notices) {
  notices.kind({.code = "aid",
                .name = {N_("Your requests and offers")},
                .hint = {N_("Somebody answers, accepts or cannot come; whether it still stands.")},
                .order = 10});
  notices.kind({.code = "proposals",
                .name = {N_("Requests to help")},
                .hint = {N_("When somebody near you needs what you can give.")},
                .order = 20});
  notices.kind({.code = "circles",
                .name = {N_("Care circles")},
                .hint = {N_("Turns that are proposed, taken or given back.")},
                .order = 30});
}

}  // namespace palier::app
