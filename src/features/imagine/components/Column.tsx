import { RunBar } from './RunBar';
import { Settings } from './Settings';
import '../../../ui/layout/Column.css';

/** Everything that can be set, and what is being done. */
export function Column() {
	return (
		<aside className="column" aria-label="Imagine settings">
			<div className="column-scroll">
				<Settings />
			</div>
			<RunBar />
		</aside>
	);
}
