import styles from './HelpDialog.module.css';
import { useTabHelp } from './useTabHelp';

const everywhere = [
	['Ctrl+V (⌘V)', 'Adds the picture on the clipboard'],
	['Tab, then arrow keys', 'Into a group of buttons, and along it'],
	['Escape or Back', 'Closes what lies on top'],
] as const;

const library = [
	['← →', 'The previous or next picture'],
	['+ − 0', 'Larger, smaller, all of it'],
	['Space', 'Selects the picture in the library'],
	['Shift+click, Ctrl+A', 'Selects a range, or everything'],
	['Delete', 'Deletes; “Undo” brings it back'],
	['F2 or right click', 'The menu of a picture in the strip: name, caption, what can be done with it'],
] as const;

/** All keys, by where they work. */
export const Keys = () => (
	<>
		<KeyList title="Everywhere" keys={everywhere} />
		<KeyList title="Library" keys={library} />
		{useTabHelp().map(({ tab, keys }) => (
			<KeyList key={tab.id} title={tab.title} keys={keys} />
		))}
	</>
);

interface KeyListProps {
	readonly title: string;
	readonly keys: readonly (readonly [keys: string, action: string])[];
}

const KeyList = ({ title, keys }: KeyListProps) => (
	<section aria-label={title}>
		<h3>{title}</h3>
		<dl className={styles.keys}>
			{keys.map(([pressed, action]) => (
				<div key={pressed}>
					<dt>
						<kbd>{pressed}</kbd>
					</dt>
					<dd>{action}</dd>
				</div>
			))}
		</dl>
	</section>
);
