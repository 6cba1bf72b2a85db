import { Column } from '../../../ui/layout/Column';
import { DrawingBar } from './DrawingBar';
import { Settings } from './Settings';

/** Everything that can be set, and what is being done. */
export const ImagineColumn = () => (
	<Column aria-label="Imagine settings" footer={<DrawingBar />}>
		<Settings />
	</Column>
);
