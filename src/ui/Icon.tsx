/** The studio's line icons, all of one weight, on a 20 px grid. */
const paths = {
	add: 'M10 4v12M4 10h12',
	back: 'M8 5 3.5 9.5 8 14M4 9.5h8a4.5 4.5 0 0 1 0 9h-1',
	bird: 'M4.5 7.5a3.2 3.2 0 0 1 6.4 0c0 1.6 1.6 2.4 3.4 3.4l3.2 1.9c-1.6.4-2.7.3-3.8 0-.9 1.6-2.5 2.6-4.4 2.6-3 0-4.8-2.2-4.8-5.2zM4.5 7 2.5 8l2 .6M7.5 7.2h.01M8.3 15.4v2.1M10.6 15.2v2.3',
	book: 'M10 5.5C8 4 5.5 3.7 2.5 4v11.5c3-.3 5.5 0 7.5 1.5 2-1.5 4.5-1.8 7.5-1.5V4c-3-.3-5.5 0-7.5 1.5M10 5.5V17',
	bookmark: 'M5.5 3.5h9v13L10 13l-4.5 3.5z',
	brush: 'M16.5 3.5 9 11M9 11c-2.5-.6-4 1-4.2 3-.1 1-.8 1.7-1.8 2 2.5 1 7.5.8 7.7-2.6C10.8 12 10 11.3 9 11Z',
	camera: 'M3 6.5h3l1.3-2h5.4l1.3 2h3v9.5H3zM10 8a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
	check: 'm4 10.5 4 4 8-9',
	close: 'm5 5 10 10M15 5 5 15',
	compare: 'M10 3v14M3.5 5.5h13v9h-13zM6 8v4',
	copy: 'M7 7h9.5v9.5H7zM4 13V3.5h9',
	dice: 'M4 4h12v12H4zM7.2 7.2h.01M12.8 7.2h.01M10 10h.01M7.2 12.8h.01M12.8 12.8h.01',
	edit: 'M4 16l.7-3.3 9-9 2.6 2.6-9 9zM11.8 5.6l2.6 2.6',
	enlarge: 'M12 3.5h4.5V8M16.5 3.5 11 9M8 16.5H3.5V12M3.5 16.5 9 11',
	explain:
		'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15M7.8 7.8c.2-1.4 1.2-2 2.3-2 1.3 0 2.2.8 2.2 1.9 0 1.7-2.2 1.8-2.2 3.6M10.050 14h.01',
	film: 'M3 4.5h14v11H3zM6.5 4.5v11M13.5 4.5v11M3 8.2h3.5M3 11.8h3.5M13.5 8.2H17M13.5 11.8H17',
	folder: 'M3 5.5h5l1.5 2H17v9H3z',
	grid: 'M3.5 3.5H9V9H3.5zM11 3.5h5.5V9H11zM3.5 11H9v5.5H3.5zM11 11h5.5v5.5H11z',
	hood: 'M3 16.5h14M4 13c2-8 3.5-8 5-3s3 4 7-6.5',
	left: 'm12 4.5-5.5 5.5 5.5 5.5',
	locked: 'M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 6 0V9',
	mask: 'M3.5 10a6.5 6.5 0 0 1 13 0 6.5 6.5 0 0 1-13 0M10 3.5v13M12 5.5v9M14 7v6',
	more: 'M4.5 9.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1M10 9.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1M15.5 9.5a.5.5 0 1 0 0 1 .5.5 0 0 0 0-1',
	moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4 6.5 6.5 0 1 0 16 11.8',
	paste: 'M7 4H4.5v13h11V4H13M7 3h6v3H7z',
	pause: 'M7 4.5v11M13 4.5v11',
	photo: 'M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2 4 3.5M12.8 7.2h.01',
	play: 'M6.5 4.5v11l9-5.5z',
	redo: 'm12.5 4.5 4 4-4 4M16 8.5H8.5a4.3 4.3 0 0 0 0 8.6H11',
	restore: 'M4 4v4h4M4.3 8A6.5 6.5 0 1 1 3.5 10.5',
	right: 'm8 4.5 5.5 5.5L8 15.5',
	save: 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13',
	search: 'M8.5 3.5a5 5 0 1 0 0 10 5 5 0 0 0 0-10M12.3 12.3 17 17',
	speak: 'M3 8v4h3l4 3.5v-11L6 8zM12.8 7.5a3.5 3.5 0 0 1 0 5M14.8 5.2a7 7 0 0 1 0 9.6',
	star: 'm10 3 2.1 4.6 5 .6-3.7 3.4 1 5-4.4-2.5-4.4 2.5 1-5L2.9 8.2l5-.6z',
	stop: 'M5.5 5.5h9v9h-9z',
	sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M10 1.8v1.7M10 16.5v1.7M1.8 10h1.7M16.5 10h1.7M4.2 4.2l1.2 1.2M14.6 14.6l1.2 1.2M4.2 15.8l1.2-1.2M14.6 5.4l1.2-1.2',
	system: 'M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3',
	text: 'M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15M7.5 10h5M7.5 13.5h5',
	trash: 'M3.5 5.5h13M8 5.5V3.5h4v2M5 5.5l.7 11h8.6l.7-11M8.2 8.5v5M11.8 8.5v5',
	undo: 'M7.5 4.5 3.5 8.5l4 4M4 8.5h7.5a4.3 4.3 0 0 1 0 8.6H9',
	unlocked: 'M4.5 9h11v7.5h-11zM7 9V6.5a3 3 0 0 1 5.7-1.3',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
	return (
		<svg
			width={size}
			height={size}
			viewBox="0 0 20 20"
			fill="none"
			stroke="currentColor"
			strokeWidth="1.5"
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
			focusable="false"
		>
			<path d={paths[name]} />
		</svg>
	);
}
