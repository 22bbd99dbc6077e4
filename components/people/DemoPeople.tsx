import { Avatar } from '#components/ui/Avatar';
import type { DemoPerson } from './demo-people.ts';

interface DemoPeopleProps {
  people: readonly DemoPerson[];
  isBusy: boolean;
  onChoose: (person: DemoPerson) => void;
}

export function DemoPeople({ people, isBusy, onChoose }: DemoPeopleProps) {
  if (people.length === 0) return null;
  const isAlone = people.length === 1;
  return (
    <section aria-labelledby="demo-people" className="mt-5 border-line border-t pt-5">
      <h2 id="demo-people" className="text-muted text-sm">
        {isAlone ? 'In one click:' : 'A demo team on your machine. Go in as one of them:'}
      </h2>
      <ul className={`mt-3 grid gap-2 ${isAlone ? '' : 'grid-cols-2'}`}>
        {people.map((person) => (
          <li key={person.email}>
            <button
              type="button"
              disabled={isBusy}
              onClick={() => onChoose(person)}
              className="flex min-h-11 w-full items-center gap-2.5 rounded-lg border border-line bg-raised p-1.5 pe-2 text-start text-sm transition-colors hover:border-edge hover:bg-hover disabled:opacity-60"
            >
              <Avatar id={person.email} name={person.name} size="small" />
              <span className="truncate">
                <span className={isAlone ? '' : 'max-sm:sr-only'}>Continue as</span> {person.name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
