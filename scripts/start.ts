/** `npm start`: builds the studio if needed and serves it on this machine. PORT chooses another port than 4173. */
import { buildIfNeeded, dist } from './build';
import { serve } from './server';

const wanted = Number(process.env.PORT ?? 4173);
if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
	console.error(`PORT is ${process.env.PORT}, which is not a number from 0 to 65535.`);
	process.exit(2);
}

try {
	buildIfNeeded();
	const { origin } = await serve({ root: dist, port: wanted, host: process.env.HOST ?? '127.0.0.1' });
	console.log(`Atelier is at ${origin.replace(/127\.0\.0\.1|0\.0\.0\.0/, 'localhost')}`);
} catch (error) {
	const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
	console.error(
		taken
			? `Port ${wanted} is taken. Set the environment variable PORT to another number, such as 8080.`
			: String(error),
	);
	process.exit(1);
}
