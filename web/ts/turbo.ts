// Turbo, for its streams alone: pages that are told what is new fetch it (live.ts), no other does.
// Links and forms stay the browser's own.
import * as Turbo from "@hotwired/turbo";

Turbo.config.drive.enabled = false;
Turbo.config.forms.mode = "off";

export const render: (streams: string) => void = Turbo.renderStreamMessage;
