import { Column } from '../../../ui/layout/Column';
import { DrawingBar } from './DrawingBar';
import { Settings } from './Settings';

/** The settings, and the state of the run below them. */
export const ImagineColumn = () => (
	<Column aria-label="Imagine settings" footer={<DrawingBar />}>
		<Settings />
	</Column>
);
