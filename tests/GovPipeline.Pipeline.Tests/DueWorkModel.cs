namespace GovPipeline.Pipeline.Tests;

/// <summary>
/// The seams between ingest, fold and publish as steps, each one storage request, with a small exhaustive scheduler: every
/// interleaving of two ingests, two folds and a publisher, each of which may also be cut off between any two steps.
/// <see cref="DueWorkTests"/> holds the order of the real jobs' requests against these steps.
/// </summary>
internal static class DueWorkModel
{
    /// <summary>A rule that is left out, to see that the model would notice.</summary>
    internal enum LeftOut
    {
        Nothing,
        Holds,
        FoldsBeforePeriodsAreStruckOff,
        LookingBeforeReading,
        MarksOfNotes,
    }

    private const int Ingests = 2, Folds = 2, CutOff = 99, Done = 100;

    /// <summary>Runs every interleaving.</summary>
    /// <returns>How many states there are, and one in which a change is lost: not published and not due; null for none.</returns>
    public static (int States, string? Lost) Explore(LeftOut leftOut)
    {
        var seen = new HashSet<State> { default };
        var open = new Stack<State>(seen);
        while (open.TryPop(out var state))
        {
            var moved = false;
            foreach (var next in Next(state, leftOut))
            {
                moved = true;
                var plain = Plain(next);
                if (seen.Add(plain))
                {
                    open.Push(plain);
                }
            }

            // What was cut off is taken up again: its hold, or its note, stands. A state without either must have published all.
            if (!moved && state.Published != state.Facts && state is { FoldMark: 0, PeriodMark: 0, Holds: 0 })
            {
                return (seen.Count, state.ToString());
            }
        }

        return (seen.Count, null);
    }

    /// <summary>
    /// One state for all that differ by a name only: of marks and versions nobody asks more than whether two are the same, and a fold is as good as
    /// the other.
    /// </summary>
    private static State Plain(State s)
    {
        Span<int> known = stackalloc int[5];
        var count = 0;
        int Named(int mark, Span<int> marks)
        {
            if (mark == 0)
            {
                return 0;
            }

            var at = marks[..count].IndexOf(mark);
            if (at < 0)
            {
                marks[count] = mark;
                at = count++;
            }

            return at + 1;
        }

        int Version(Worker fold) => fold.Version == s.CountVersion ? 0 : -1; // what is not the standing one is never that again
        var (fold, period) = (Named(s.FoldMark, known), Named(s.PeriodMark, known));
        var (one, two) = (s.Fold0 with { Mark = Named(s.Fold0.Mark, known), Version = Version(s.Fold0) },
            s.Fold1 with { Mark = Named(s.Fold1.Mark, known), Version = Version(s.Fold1) });
        var publisher = s.Publisher with { Mark = Named(s.Publisher.Mark, known) };
        return s with
        {
            FoldMark = fold, PeriodMark = period, Mark = count, CountVersion = 0, Publisher = publisher,
            Fold0 = one.Order <= two.Order ? one : two, Fold1 = one.Order <= two.Order ? two : one,
        };
    }

    private static IEnumerable<State> Next(State s, LeftOut leftOut)
    {
        for (var i = 0; i < Ingests; i++)
        {
            foreach (var next in Ingest(s, i, leftOut))
            {
                yield return next;
            }
        }

        for (var i = 0; i < Folds; i++)
        {
            foreach (var next in Fold(s, i, leftOut))
            {
                yield return next;
            }
        }

        foreach (var next in Publish(s, leftOut))
        {
            yield return next;
        }
    }

    private static IEnumerable<State> Ingest(State s, int i, LeftOut leftOut)
    {
        var pc = i == 0 ? s.Ingest0 : s.Ingest1;
        State At(State state, int next) => i == 0 ? state with { Ingest0 = next } : state with { Ingest1 = next };
        if (pc >= CutOff)
        {
            yield break;
        }

        if (pc > 0)
        {
            yield return At(s, CutOff);
        }

        yield return pc switch
        {
            0 => At(leftOut == LeftOut.Holds ? s : s with { Holds = s.Holds | (1 << i) }, 1),
            1 => At(s with { FoldMark = s.Mark + 1, Mark = s.Mark + 1 }, 2),
            2 => At(s with { Facts = s.Facts | (1 << i) }, 3),
            _ => At(s with { Holds = s.Holds & ~(1 << i) }, Done),
        };
    }

    private static IEnumerable<State> Fold(State s, int i, LeftOut leftOut)
    {
        var f = i == 0 ? s.Fold0 : s.Fold1;
        State At(State state, Worker next) => i == 0 ? state with { Fold0 = next } : state with { Fold1 = next };
        if (f.Pc >= CutOff)
        {
            yield break;
        }

        if (f.Pc > 0)
        {
            yield return At(s, new Worker { Pc = CutOff });
        }

        var order = leftOut == LeftOut.LookingBeforeReading ? new[] { 2, 3, 4, 0, 1, 5 } : [0, 1, 2, 3, 4, 5];
        var step = order[f.Pc];
        var next = f with { Pc = f.Pc + 1 };
        yield return step switch
        {
            0 => At(s, next with { Mark = s.FoldMark }),
            1 => At(s, next with { May = leftOut == LeftOut.Holds || s.Holds == 0 }),
            2 => At(s, next with { Seen = s.Facts, Version = s.CountVersion }), // the counts' tag is read before the facts
            3 => At(f.Seen == s.Counts ? s : s with { PeriodMark = s.Mark + 1, Mark = s.Mark + 1 }, next),
            4 when f.Version != s.CountVersion => At(s, f with { Pc = f.Pc - 2 }), // another wrote them: read again
            4 => At(f.Seen == s.Counts ? s : s with { Counts = f.Seen, CountVersion = s.CountVersion + 1 }, next),
            _ => At(f.May && f.Mark != 0 && (leftOut == LeftOut.MarksOfNotes || f.Mark == s.FoldMark) ? s with { FoldMark = 0 } : s, new Worker { Pc = Done }),
        };
    }

    private static IEnumerable<State> Publish(State s, LeftOut leftOut)
    {
        var p = s.Publisher;
        if (p.Pc >= CutOff)
        {
            yield break;
        }

        if (p.Pc > 0)
        {
            yield return s with { Publisher = new Worker { Pc = CutOff } };
        }

        var next = p with { Pc = p.Pc + 1 };
        yield return p.Pc switch
        {
            0 => s with { Publisher = next with { Mark = s.PeriodMark } },
            1 => s with { Publisher = next with { May = leftOut == LeftOut.Holds || s.Holds == 0 } },
            2 => s with { Publisher = next with { May = p.May && (leftOut == LeftOut.FoldsBeforePeriodsAreStruckOff || s.FoldMark == 0) } },
            3 => s with { Publisher = next with { Seen = s.Counts } },
            4 => s with { Published = p.Seen, Publisher = next },
            _ => (p.May && p.Mark != 0 && (leftOut == LeftOut.MarksOfNotes || p.Mark == s.PeriodMark) ? s with { PeriodMark = 0 } : s) with
                { Publisher = new Worker { Pc = Done } },
        };
    }

    /// <summary>A job that looks, reads, writes and strikes off.</summary>
    private readonly record struct Worker
    {
        public int Pc { get; init; }

        public int Mark { get; init; }

        public bool May { get; init; }

        public int Seen { get; init; }

        public int Version { get; init; }

        /// <summary>A number of its own for each worker there can be.</summary>
        public long Order => ((((((((long)Pc * 16) + Mark) * 2) + (May ? 1 : 0)) * 16) + Seen) * 16) + Version + 1;
    }

    /// <summary>All there is: facts, counts and published figures as sets of the ingests that are in them.</summary>
    private readonly record struct State
    {
        public int Facts { get; init; }

        public int Counts { get; init; }

        public int CountVersion { get; init; }

        public int Published { get; init; }

        public int Holds { get; init; }

        public int FoldMark { get; init; }

        public int PeriodMark { get; init; }

        public int Mark { get; init; }

        public int Ingest0 { get; init; }

        public int Ingest1 { get; init; }

        public Worker Fold0 { get; init; }

        public Worker Fold1 { get; init; }

        public Worker Publisher { get; init; }
    }
}
