// What we use of Turbo, which ships no types.
declare module "@hotwired/turbo" {
  export const config: { drive: { enabled: boolean }; forms: { mode: "on" | "off" | "optin" } };
  export function renderStreamMessage(streams: string): void;
}
