#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "features/ready_texts/routes.hpp"
#include "features/ready_texts/store.hpp"

namespace palier::ready_texts {
namespace {

class Module final : public ReadyTexts {
 public:
  explicit Module(const Core& core) : core_(core) {
    register_keeper(core_);
    register_pages(core_);
    register_api(core_);
  }

  std::vector<Offered> offered(db::Session& s, places::TerritoryId territory, std::string_view use,
                               const i18n::Language& language,
                               std::string_view back) const override {
    const std::string from = "?back=" + boost::urls::encode(back, boost::urls::unreserved_chars);
    std::vector<Offered> out;
    const auto texts = store::offered(s, territory, use, language.code());
    out.reserve(texts.size());
    for (const auto& t : texts) out.push_back({t.id, t.name, "/ready-texts/" + t.id.str() + from});
    return out;
  }

  std::string take(http::Session& session, std::string_view back) const override {
    const auto kept = session.get(kSessionKey);
    const auto line = kept.find('\n');
    if (line == std::string::npos) return "";
    if (!back.empty() && std::string_view(kept).substr(0, line) != back) return "";
    session.erase(kSessionKey);
    return kept.substr(line + 1);
  }

 private:
  const Core& core_;
};

}  // namespace

std::unique_ptr<ReadyTexts> make(const Core& core, accounts::Accounts&) {
  return std::make_unique<Module>(core);
}

}  // namespace palier::ready_texts
