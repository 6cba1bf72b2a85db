/** English words without a meaning of their own: they may be repeated freely, and every English text is full of them. */
export const functionWords: ReadonlySet<string> = new Set(
	(
		'the a an this that these those and or but nor so yet if than then as of at by for from in into on onto to up ' +
		'down out off over under with without within upon about after before between through against i me my mine you ' +
		'your yours he him his she her hers it its we us our ours they them their who whom whose which what where when ' +
		'why how am is are was were be been being do does did have has had having will would shall should can could may ' +
		'might must not no yes all any some one there here very too more most such said'
	).split(' '),
);
