import { Column } from './components/Column';
import { Stage } from './components/Stage';
import { ImagineContext, type ImagineRoom } from './context';
import './Panel.css';

/** The Imagine tab: the sentence and its birds in the middle, the controls in one column. */
export function Panel(room: ImagineRoom) {
	return (
		<ImagineContext value={room}>
			<div className="imagine">
				<Stage />
				<Column />
			</div>
		</ImagineContext>
	);
}
