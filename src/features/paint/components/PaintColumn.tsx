import { Column } from '../../../ui/layout/Column';
import { ClipSettings } from './ClipSettings';
import { PaintingBar } from './PaintingBar';
import { Settings } from './Settings';
import { StyleGallery } from './StyleGallery';

/** The settings, most important first, and the Paint button. */
export const PaintColumn = ({ onPaint }: { readonly onPaint: () => void }) => (
	<Column aria-label="Painting settings" footer={<PaintingBar onPaint={onPaint} />}>
		<StyleGallery />
		<ClipSettings />
		<Settings />
	</Column>
);
