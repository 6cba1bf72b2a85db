import { Column } from '../../../ui/layout/Column';
import { PaintingBar } from './PaintingBar';
import { Settings } from './Settings';
import { StyleGallery } from './StyleGallery';

/** Everything that can be set, from what matters most to what matters least, and the button. */
export const PaintColumn = ({ onPaint }: { readonly onPaint: () => void }) => (
	<Column aria-label="Painting settings" footer={<PaintingBar onPaint={onPaint} />}>
		<StyleGallery />
		<Settings />
	</Column>
);
