import { KeptStories } from './KeptStories';
import { RunBar } from './RunBar';
import { Settings } from './Settings';
import { StyleChips } from './StyleChips';
import '../../../ui/layout/Column.css';

/** Everything that can be set, from what matters most to what matters least, what is kept, and the button. */
export function Column() {
	return (
		<aside className="column" aria-label="Story settings">
			<div className="column-scroll">
				<StyleChips />
				<Settings />
				<KeptStories />
			</div>
			<RunBar />
		</aside>
	);
}
