import '../../../ui/layout/Column.css';
import { Controls } from './Controls';
import { RunBar } from './RunBar';
import { StyleGallery } from './StyleGallery';

/** Everything that can be set, from what matters most to what matters least, and the button. */
export function Column({ onPaint }: { readonly onPaint: () => void }) {
	return (
		<aside className="column" aria-label="Painting settings">
			<div className="column-scroll">
				<StyleGallery />
				<Controls />
			</div>
			<RunBar onPaint={onPaint} />
		</aside>
	);
}
