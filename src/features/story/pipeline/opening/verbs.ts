/** The verbs of captions, and their past tense. */

/** Verbs that captions use, without those whose third person is as often a noun in them ("waves", "rocks"). */
const regular = words(`
	jump play look walk climb smile pose wear perform chase kick attempt prepare lean point dance talk push wait race
	raise reach enjoy appear paddle laugh pull crouch use balance follow kiss pass help roll crawl chew touch turn lick
	float stare move dribble hug retrieve lift open stop gesture emerge sniff stretch jog bark hike grab pick relax toss
	approach pour return observe descend pause spray overlook peek travel listen tackle bounce crash splash land surf
	skateboard snowboard rollerblade cross wrestle carry hurry try wade gather watch work shop bathe graze perch prance
	leap rest stroll step skip trot gallop celebrate cheer shout drag drop hop juggle lounge paint photograph cook serve
	wait bounce march parade pet bite rub sail scream stomp struggle tumble wander whisper wipe yell display
`);

const irregular = new Map(
	words(`
	is:was are:were has:had does:did run:ran stand:stood sit:sat hold:held ride:rode take:took catch:caught swing:swung
	get:got swim:swam make:made fly:flew slide:slid go:went ski:skied throw:threw drink:drank hang:hung lay:lay eat:ate
	hit:hit read:read fall:fell lie:lay drive:drove skate:skated blow:blew say:said give:gave shake:shook show:showed
	begin:began come:came lead:led dive:dove sleep:slept sing:sang spin:spun set:set speak:spoke dig:dug shoot:shot
	bend:bent put:put kneel:knelt grind:ground sweep:swept fight:fought feed:fed leave:left see:saw find:found keep:kept
	let:let ring:rang cut:cut draw:drew write:wrote strike:struck stick:stuck wear:wore bite:bit creep:crept weave:wove
	tie:tied have:had do:did
`).map((pair) => pair.split(':') as [string, string]),
);

/** Verbs that double their last letter. */
const doubling = /(?:[^aeiou][aeiou][bgmnpt])$/;
const undoubled = new Set(words('open listen wander gather'));

/** Words that look like a third person but are usually nouns: a caption in which one of them may be the verb is unclear. */
export const unclear = new Set(
	words('waves rocks hands steps heads faces signs rows skates poses plants handles blocks'),
);

const pastOf = new Map<string, string>();
const plural = new Set<string>();
for (const base of new Set([...regular, ...irregular.keys()])) {
	const past = irregular.get(base) ?? regularPast(base);
	pastOf.set(base, past);
	plural.add(base);
	if (!/^(?:is|are|has|does|have|do)$/.test(base)) pastOf.set(thirdPerson(base), past);
}

/** The past tense of a verb in the present, third person or plural; undefined for other words. */
export const pastTenseOf = (verb: string): string | undefined => pastOf.get(verb);

/** Whether a word is the plural present of a verb, such as "run". */
export const isPluralVerb = (word: string): boolean => plural.has(word);

function thirdPerson(base: string): string {
	if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ies`;
	return /(?:s|sh|ch|x|z|o)$/.test(base) ? `${base}es` : `${base}s`;
}

function regularPast(base: string): string {
	if (base.endsWith('e')) return `${base}d`;
	if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
	return doubling.test(base) && !undoubled.has(base) ? `${base}${base.at(-1)}ed` : `${base}ed`;
}

function words(text: string): string[] {
	return text.trim().split(/\s+/);
}
