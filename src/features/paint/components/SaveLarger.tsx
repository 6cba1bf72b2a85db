import { fileName, saveFile } from '../../../library/save';
import { Button } from '../../../ui/controls/Button';
import { Menu } from '../../../ui/controls/Menu';
import { attempt } from '../../../ui/feedback/toasts';
import { roughly } from '../../../ui/format';
import { useCanvas, usePaintContext } from '../context';
import { enlarged, largerSizes, paintingSize, secondsFor, workOf } from '../presets';
import type { Painting } from '../state';

/** Offers to take a painting to a larger size by a few steps more; the result is kept and saved. */
export function SaveLarger({ painting }: { readonly painting: Painting }) {
	const { paint } = usePaintContext();
	const { budget, speed } = useCanvas();
	const { choices, photo, result } = painting;
	const aspect = photo.width / photo.height;
	const sizes = largerSizes(choices.options, { aspect, budget, isMasked: choices.mask !== undefined });
	if (sizes.length === 0) return null;
	const save = async (size: number) => {
		const larger = await paint.enlarge(painting, size);
		if (larger !== undefined) saveFile(larger.png, fileName(larger.title, 'png'));
	};
	return (
		<Menu label="Save larger" icon="enlarge">
			{sizes.map((size) => {
				const { width, height } = paintingSize(size, aspect);
				const options = enlarged(choices.options, result.evaluations, size);
				const time = speed && `, about ${roughly(secondsFor(workOf(options, aspect, choices.options.size), speed))}`;
				return (
					<Button key={size} look="plain" onClick={() => attempt(() => save(size))}>
						{`${width} × ${height}${time ?? ''}`}
					</Button>
				);
			})}
		</Menu>
	);
}
