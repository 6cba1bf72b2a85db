/** Names of the models that a bird needs. Part of the first screen, so apart from what reads their descriptions. */
export const imagineNetworks = ['skipthought', 'stackgan', 'scorer'] as const;
