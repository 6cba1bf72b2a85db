import { Button } from '../../../ui/controls/Button';
import { attempt } from '../../../ui/feedback/toasts';
import { Section } from '../../../ui/layout/Section';
import { OptionField } from '../../../ui/options/OptionField';
import { useImagine, useImagineContext } from '../context';
import { distanceOption } from '../options';

/** Draws eight variations of the selected bird. */
export function MoreLikeThis() {
	const { imagine } = useImagineContext();
	const distance = useImagine((state) => state.distance);
	return (
		<Section
			title="More like this"
			actions={
				<Button icon="grid" onClick={() => attempt(imagine.moreLikeThis)}>
					Draw eight
				</Button>
			}
		>
			<OptionField
				option={distanceOption}
				value={distance}
				onChange={(value) => imagine.setDistance(value as number)}
			/>
		</Section>
	);
}
