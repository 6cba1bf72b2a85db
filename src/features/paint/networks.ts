/** Names of the models that Paint needs; `*` for every style. Part of the first screen, so apart from what reads them. */
export const paintNetworks = ['perception', 'styles', 'styles/*'] as const;
