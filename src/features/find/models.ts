/** Names of the models that Find needs; recognition only where the published captioner is of version 2. */
export const findNetworks = ['perception', 'recognition', 'captioner'] as const;
