/** Names of the models that a story needs. Part of the first screen, so apart from what reads their descriptions. */
export const storyNetworks = ['perception', 'recognition', 'captioner', 'bank', 'skipthought', 'storyteller'] as const;
