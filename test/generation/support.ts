export const PASSWORD = {
  name: "password",
  generator: "random",
  config: { length: 24, charset: "full", require_symbol: true },
};

export const FIELDS = [{ name: "username", generator: "static", config: { value: "app" } }, PASSWORD];
export const AT = "2096-11-21T09:30:00Z";
export const at = (key: string, reason: string) => ({ [`fields[0].config.${key}`]: reason });
