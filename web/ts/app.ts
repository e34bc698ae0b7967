// The only script on every page: fetches the controllers where a page has a use for them, so that the
// others, the home page among them, do without. Nothing here is needed: each page works as sent.
const here = document.currentScript as HTMLScriptElement | null;
const controllers = here?.dataset["controllers"];
if (controllers && document.querySelector("[data-controller]")) void import(controllers);
