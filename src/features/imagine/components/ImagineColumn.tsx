import { Column } from '../../../ui/layout/Column';
import { RunBar } from './RunBar';
import { Settings } from './Settings';

/** Everything that can be set, and what is being done. */
export const ImagineColumn = () => (
	<Column aria-label="Imagine settings" footer={<RunBar />}>
		<Settings />
	</Column>
);
