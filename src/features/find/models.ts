/** Names of the models that Find needs. */
export const findNetworks = ['perception', 'captioner'] as const;
