/** The sentence encoder before the present one. The storyteller translates vectors that it read (its config.json, `earlier`). */
export const earlierEncoder = '6380bca175a0da59803e5f47297adc7f41e855a581eb5ee49f7a291193433f48';

/** Whether a story can be told in a style that this encoder read. @param now the present encoder; undefined while unknown */
export const isUnderstood = (encoder: string, now: string | undefined): boolean =>
	now === undefined || encoder === now || encoder === earlierEncoder;
