#include "core/http/error_text.hpp"

namespace palier::http {

ErrorText error_text(int status) {
  switch (status) {
    case 400:
      return {N_("We could not read this request"),
              N_("Something in it was not as it should be. Go back and try again.")};
    case 401:
      return {N_("Please sign in first"), N_("This is for people who have signed in.")};
    case 403:
      return {N_("This page is not open to you"),
              N_("It is for someone else, or it needs a role that you do not have. If you think "
                 "this is a mistake, tell the people who run this site.")};
    case 404:
      return {N_("We could not find this page"),
              N_("The link may be old, or mistyped, or what it showed has been removed.")};
    case 405:
      return {N_("This page cannot be used that way"),
              N_("Go back to the page you came from and use its button.")};
    case 409:
      return {N_("This has changed in the meantime"),
              N_("Somebody was quicker. Open the page again to see how things stand now.")};
    case 410:
      return {N_("This is no longer here"),
              N_("It has ended or was removed. You can start again from the home page.")};
    case 413:
      return {N_("This is too large"),
              N_("A form may hold 1 MB, and files 32 MB together. Make it shorter or choose "
                 "smaller files, then send it again.")};
    case 415:
      return {N_("This kind of content is not accepted here"),
              N_("Send a form, or JSON with its content type.")};
    case 422:
      return {N_("Something needs to be corrected"),
              N_("Go back, look at the answers you gave, and send them again.")};
    case 429:
      return {N_("That was a little too fast"),
              N_("Many requests came in a short time. Wait a moment, then try again.")};
    case 431:
      return {N_("This request is too large"),
              N_("Your browser sent too much at once. Clear the cookies of this site and try "
                 "again.")};
    case 503:
      return {N_("We will be back in a moment"),
              N_("The site cannot answer just now, and nothing was saved. Try again in a minute.")};
    default:
      return {N_("Sorry, something went wrong on our side"),
              N_("You did nothing wrong, and nothing was half saved. Try again in a moment. If it "
                 "happens again, give the people who run this site the number below.")};
  }
}

}  // namespace palier::http
