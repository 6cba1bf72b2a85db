/** Names of the models that Find needs. */
export const findNetworks = ['perception', 'recognition', 'captioner'] as const;
