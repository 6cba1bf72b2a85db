import { Workspace } from '../../ui/layout/Workspace';
import { ImagineColumn } from './components/ImagineColumn';
import { Stage } from './components/Stage';
import { ImagineContext, type ImagineContextValue } from './context';

/** The Imagine tab: the sentence and its birds on the stage, the settings in the column. */
export function Panel(context: ImagineContextValue) {
	return (
		<ImagineContext value={context}>
			<Workspace stage={<Stage />} column={<ImagineColumn />} />
		</ImagineContext>
	);
}
