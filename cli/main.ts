/**
 * `npm run atelier -- <command> <flags>`: the studio without a window.
 * Standard output gets exactly one line of JSON; everything else goes to standard error.
 * Exit codes: 0 done, 1 failed, 2 a flag was wrong.
 */
import type { Command } from './command';
import { caption } from './commands/caption';
import { imagine } from './commands/imagine';
import { paint } from './commands/paint';
import { search } from './commands/search';
import { similar } from './commands/similar';
import { story } from './commands/story';
import { words } from './commands/words';
import { describeFlags, parseFlags, UsageError } from './flags';

const commands: Readonly<Record<string, Command>> = { paint, caption, search, similar, words, story, imagine };

const commandOf = (name: string | undefined): Command | undefined =>
	name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;

function helpOf(name: string | undefined): string {
	const chosen = commandOf(name);
	if (chosen === undefined) {
		const list = Object.entries(commands).map(([key, { summary }]) => `  ${key}  ${summary}`);
		return `npm run atelier -- COMMAND FLAGS\n\n${list.join('\n')}\n\nnpm run atelier -- COMMAND --help lists a command's flags.`;
	}
	return `${chosen.summary}\n\n  ${chosen.example}\n\n${describeFlags(chosen.flags)}`;
}

/** What Playwright puts in front of an error: the method that was called, and the error's class. */
const ofPlaywright = /^(?:page|browser|browserType|browserContext|locator)\.\w+: (?:\w*Error: )?/;

/** An error that crossed from the page carries its place and stack there; its first line alone is for people. */
function sentenceOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const [first = ''] = error.message.split('\n');
	return error instanceof UsageError ? error.message : first.replace(ofPlaywright, '');
}

/** @returns the exit code */
export async function main(words: readonly string[]): Promise<number> {
	const [name, ...rest] = words;
	if (name === undefined || words.includes('--help') || words.includes('-h')) {
		console.error(helpOf(name));
		return name === undefined ? 2 : 0;
	}
	try {
		const chosen = commandOf(name);
		if (chosen === undefined) {
			throw new UsageError(`There is no command "${name}". There is: ${Object.keys(commands).join(', ')}.`);
		}
		console.log(JSON.stringify(await chosen.run(parseFlags(chosen.flags, rest))));
		return 0;
	} catch (error) {
		console.error(sentenceOf(error));
		return error instanceof UsageError ? 2 : 1;
	}
}

process.exitCode = await main(process.argv.slice(2));
