#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "core/html/field.hpp"
#include "features/bulletins/model.hpp"

namespace palier::bulletins {

inline constexpr std::size_t kTitleMax = 120, kTextMax = 5000, kNoteMax = 500;

/// In whose name somebody may write: "body/5", or "local/quarter/12".
struct Signature {
  std::string code;
  std::string label;   ///< "Ville de Merlefontaine", "Informant of Saint-Loup".
  std::string circle;  ///< Of a local one.
  BodyId body{};
};

/// What the form is read against.
struct FormContext {
  std::vector<Signature> signatures;
  std::vector<places::Area> communes, quarters;  ///< To choose among.
  places::TerritoryId territory{1};
  Instant now{};
};

/// A bulletin as it was filled in. Fields of page and JSON alike:
///   sign       a Signature's code; may be left out where there is only one
///   title, text (Markdown)
///   urgency    usual | important | urgent
///   where      everywhere | chosen, then circles: "quarter/12", "city/3", several
///   from       a day, today where left out; until: its last day
struct BulletinForm {
  Signature sign;
  std::string title, text;
  Urgency urgency = Urgency::usual;
  std::vector<std::string> circles;  ///< Empty: everywhere.
  Instant from{}, ends{};
};
BulletinForm read_bulletin(const form::Input& input, form::Errors& errors, const FormContext& c);

/// The form's fields, in its order.
std::vector<html::Field> bulletin_fields(const FormContext& c, const i18n::Language& l);
/// The names of all inputs, to carry what was written over the preview.
const std::vector<std::string>& bulletin_inputs();

struct AmendForm {
  std::string title, text, note;
  bool tell = false;
};
AmendForm read_amend(const form::Input& input, form::Errors& errors);
std::vector<html::Field> amend_fields(const Bulletin& b, const i18n::Language& l);

struct WithdrawForm {
  std::string why;
  bool tell = false;
};
WithdrawForm read_withdraw(const form::Input& input, form::Errors& errors);
std::vector<html::Field> withdraw_fields(const Bulletin& b, const i18n::Language& l);

/// Fields: name, short_name, kind, signers (account ids, several), closed (1).
struct BodyForm {
  std::string name, short_name;
  BodyKind kind = BodyKind::city;
  std::vector<AccountId> signers;
  bool closed = false;
};
BodyForm read_body(const form::Input& input, form::Errors& errors);

}  // namespace palier::bulletins
