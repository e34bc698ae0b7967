#pragma once

#include <boost/json/fwd.hpp>

#include "core/form/errors.hpp"
#include "core/form/input.hpp"
#include "features/frontline/model.hpp"

namespace palier::frontline {

/// A questionnaire as one JSON document: what is kept for each version, exported and imported.
boost::json::object to_json(const Questionnaire& q);

/// Reads a document, flattened as form::Input does ("questions.3.label.fr"). Errors name its
/// fields. Neither id nor version is read.
Questionnaire read_document(const form::Input& input, form::Errors& errors);
/// From the text that is kept; it was checked when it was saved.
Questionnaire kept_document(std::string_view json);

/// What makes a questionnaire wrong as a whole: two questions of one word or meaning, conditions
/// that wait for each other, or, once it is open, what it cannot do without.
void check(const Questionnaire& q, form::Errors& errors);

/// What was asked before and is left out now is kept, retired: old forms still have its wording.
void keep_retired(Questionnaire& now, const Questionnaire& before);

/// Small letters, digits and hyphens, at most 40.
bool is_code(std::string_view text);

}  // namespace palier::frontline
