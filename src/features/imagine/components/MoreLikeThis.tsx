import { Button } from '../../../ui/controls/Button';
import { Slider } from '../../../ui/controls/Slider';
import { attempt } from '../../../ui/feedback/toasts';
import { useImagine, useImagineRoom } from '../context';
import { distanceOption } from '../optionGroups';

const { label, min, max, step, advice } = distanceOption;

/** Eight neighbours of the bird, near or far. */
export function MoreLikeThis() {
	const { imagine } = useImagineRoom();
	const distance = useImagine((state) => state.distance);
	return (
		<section className="section" aria-labelledby="imagine-alike">
			<div className="section-head">
				<h2 id="imagine-alike">More like this</h2>
				<Button icon="grid" onClick={() => attempt(imagine.moreLikeThis)}>
					Draw eight
				</Button>
			</div>
			<Slider {...{ label, min, max, step, advice }} value={distance} onChange={imagine.setDistance} />
		</section>
	);
}
