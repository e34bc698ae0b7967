#pragma once

#include "core/html/field.hpp"
#include "core/html/page.hpp"
#include "features/informants/service.hpp"
#include "features/places/form.hpp"

namespace palier::informants {

struct AboutPage {
  struct Quarter {
    std::string name, who;  ///< First names for whoever is signed in; "" for none.
    std::int64_t informants = 0;
    std::string find_url;                                     ///< Where it lacks one.
    std::vector<std::pair<std::string, std::string>> remove;  ///< For moderators: name, URL.
  };
  std::string own_name, own_who;  ///< The viewer's quarter.
  bool own_known = false, signed_in = false;
  std::vector<Quarter> with, without;
  struct Mine {
    std::string quarter, state, reason, action, button;
  };
  std::vector<Mine> mine;  ///< What the viewer has asked for.
  bool desk = false, judge = false;
  std::int64_t candidates = 0;
};

struct FormPage {
  std::string heading, lead, action, back, submit, read_aloud;
  std::vector<html::Field> before, fields;
  std::optional<places::LocationView> where;
  std::vector<std::pair<std::string, std::string>> hidden;
  std::vector<std::string> facts;
};

struct CandidateLine {
  std::string name, quarter, when, url;
};
struct CandidatePage {
  std::string name, quarter, since, why, knows, hours, action;
  bool verified = false, own = false;
  std::vector<std::string> others;  ///< Informants of the quarter already.
  std::vector<html::Field> fields;
};

struct DeskPage {
  struct Silent {
    std::string name, quarter, since, way, url;
    bool desk = false;
  };
  std::vector<Silent> silent;
  std::int64_t looked_after = 0;
  struct Heard {
    std::string title, url, when, state;
  };
  std::vector<Heard> heard;
  struct Term {
    std::string quarter, until, renew, step_down, sheet;
    bool renewable = false;
  };
  std::vector<Term> terms;
  bool informant = false;
};

struct SilentPage {
  std::string name, quarter, asked, last, way, contact, contact_url, note, action;
  bool desk = false;
  struct Past {
    std::string when, what, note;
  };
  std::vector<Past> past;
  std::vector<html::Field> fields;
};

struct SheetPage {
  std::string quarter, date, site, url, who;
  std::vector<bulletins::Card> bulletins;
  struct Need {
    std::string title, category, details;
    bool urgent = false;
  };
  std::vector<Need> needs;
  struct Open {
    std::string name, address, hours;
  };
  std::vector<Open> open;
  std::vector<std::pair<std::string, std::string>> numbers;  ///< Number, what for.
};

void public_routes(Service& service);     ///< pages.cpp
void moderator_routes(Service& service);  ///< moderators.cpp
void desk_routes(Service& service);       ///< desk.cpp
void care_routes(Service& service);       ///< care_pages.cpp
void heard_routes(Service& service);      ///< heard_pages.cpp
void sheet_routes(Service& service);      ///< sheet.cpp
void json_routes(Service& service);       ///< json.cpp

/// Those of the fields that a form sent, with errors; as they are on GET.
std::vector<html::Field> filled(std::vector<html::Field> fields, const http::Context& c,
                                const form::Errors& errors);
http::Response form_page(const http::Context& c, const FormPage& p, const form::Errors& errors);
std::string shown_name(db::Session& s, const Service& service, AccountId id,
                       const i18n::Language& l);
std::string shown_quarter(const Service& service, places::AreaId id);
places::AreaId own_quarter(db::Session& s, const Service& service, const http::Viewer& viewer);

}  // namespace palier::informants
