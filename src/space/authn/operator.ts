import type { Config } from "../../config";
import { equalSecrets, OPERATOR_SPACE, spaceOfToken } from "../../crypto/token";
import { refuse } from "../../errors";
import { OPERATOR } from "../../kernel/actor";
import type { AuthnScheme } from "./scheme";

/** Is this the operator's token of this deployment? Takes the same time for every text. */
export const isOperatorToken = ({ operatorToken }: Pick<Config, "operatorToken">, token: string): boolean =>
  spaceOfToken(token) === OPERATOR_SPACE && operatorToken !== undefined && equalSecrets(token, operatorToken);

export const operator: AuthnScheme = {
  handles: (_, { token }) => spaceOfToken(token) === OPERATOR_SPACE,
  authenticate: ({ config }, { token }) =>
    isOperatorToken(config, token) ? { ok: true, actor: OPERATOR } : refuse("token_invalid"),
};
