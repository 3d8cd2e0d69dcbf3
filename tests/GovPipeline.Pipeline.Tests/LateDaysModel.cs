namespace GovPipeline.Pipeline.Tests;

/// <summary>
/// Stocks are carried over: a fold makes every period due up to the last day that data tell of, and another file may tell of a later one meanwhile.
/// Every interleaving of an ingest that changes facts, one that tells of a later day, two folds and a publisher of the later period, each of which
/// may be cut off between any two steps; beside <see cref="DueWorkModel"/>, whose periods are all known from the beginning.
/// </summary>
internal static class LateDaysModel
{
    /// <summary>A rule that is left out, to see that the model would notice.</summary>
    internal enum LeftOut
    {
        Nothing,

        /// <summary>A fold reads how far data go before the facts.</summary>
        FactsBeforeDays,

        /// <summary>A publisher looks at folds before it looks at holds.</summary>
        HoldsBeforeFolds,
    }

    private const int Done = 100, Ingesting = 1, Telling = 2, Published = 2, PublishedWithout = 1, Standing = 1, Another = 2;

    /// <summary>Runs every interleaving.</summary>
    /// <returns>How many states there are, and one in which the later period has an old stock and is not due; null for none.</returns>
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
                var plain = next.Fold0.Order <= next.Fold1.Order ? next : next with { Fold0 = next.Fold1, Fold1 = next.Fold0 }; // one is as good as the other
                if (seen.Add(plain))
                {
                    open.Push(plain);
                }
            }

            var isDue = state is not { FoldMark: 0, LateMark: 0, Holds: 0 };
            if (!moved && !isDue && state.Tells && state.Late != (state.Facts ? Published : PublishedWithout))
            {
                return (seen.Count, state.ToString());
            }
        }

        return (seen.Count, null);
    }

    private static IEnumerable<State> Next(State s, LeftOut leftOut) =>
    [
        .. Step(s, s.Ingest, pc => s with { Ingest = pc }, pc => pc switch
        {
            0 => s with { Holds = s.Holds | Ingesting, Ingest = 1 },
            1 => s with { FoldMark = Standing, Ingest = 2 },
            2 => s with { Facts = true, Ingest = 3 },
            _ => s with { Holds = s.Holds & ~Ingesting, Ingest = Done },
        }),
        .. Step(s, s.Teller, pc => s with { Teller = pc }, pc => pc switch
        {
            0 => s with { Holds = s.Holds | Telling, Teller = 1 },
            1 => s.LateNoted() with { Teller = 2 },
            2 => s with { Tells = true, Teller = 3 },
            _ => s with { Holds = s.Holds & ~Telling, Teller = Done },
        }),
        .. Step(s, s.Fold0.Pc, pc => s with { Fold0 = new Worker { Pc = pc } },
            _ => Fold(s, s.Fold0, (state, fold) => state with { Fold0 = fold }, leftOut)),
        .. Step(s, s.Fold1.Pc, pc => s with { Fold1 = new Worker { Pc = pc } },
            _ => Fold(s, s.Fold1, (state, fold) => state with { Fold1 = fold }, leftOut)),
        .. Step(s, s.Publisher.Pc, pc => s with { Publisher = new Worker { Pc = pc } }, _ => Publish(s, leftOut)),
    ];

    /// <summary>The next step of a job, and its being cut off before that.</summary>
    private static IEnumerable<State> Step(State s, int pc, Func<int, State> at, Func<int, State> next) =>
        pc == Done ? [] : pc == 0 ? [next(pc)] : [at(Done), next(pc)];

    private static State Fold(State s, Worker f, Func<State, Worker, State> at, LeftOut leftOut)
    {
        var isEarly = leftOut == LeftOut.FactsBeforeDays;
        int[] order = isEarly ? [3, 0, 1, 2, 4, 5, 6] : [0, 1, 2, 3, 4, 5, 6];
        var next = f with { Pc = f.Pc + 1 };
        return order[f.Pc] switch
        {
            0 => at(s, next with { Mark = s.FoldMark }),
            1 => at(s, next with { May = s.Holds == 0 }),
            2 => at(s, next with { Counts = s.Counts, Seen = s.Facts }),
            3 => at(s, next with { Tells = s.Tells }),
            4 => at(f.Seen != f.Counts && f.Tells ? s.LateNoted() : s, next),
            5 when f.Seen == f.Counts => at(s, next), // nothing to write
            5 when f.Counts != s.Counts => at(s, f with { Pc = isEarly ? 3 : 2 }), // another wrote them: read again
            5 => at(s with { Counts = f.Seen }, next),
            _ => at(f.May && f.Mark == Standing ? s with { FoldMark = 0 } : s, new Worker { Pc = Done }),
        };
    }

    private static State Publish(State s, LeftOut leftOut)
    {
        var p = s.Publisher;
        var next = p with { Pc = p.Pc + 1 };
        var order = leftOut == LeftOut.HoldsBeforeFolds ? new[] { 0, 2, 1, 3, 4, 5 } : [0, 1, 2, 3, 4, 5];
        return order[p.Pc] switch
        {
            0 => s with { Publisher = next with { Mark = s.LateMark, May = true } },
            1 => s with { Publisher = next with { May = p.May && s.Holds == 0 } },
            2 => s with { Publisher = next with { May = p.May && s.FoldMark == 0 } },
            3 => s with { Publisher = next with { Seen = s.Counts } },
            4 => (p.Mark == 0 ? s : s with { Late = p.Seen ? Published : PublishedWithout }) with { Publisher = next },
            _ => (p.May && p.Mark == Standing ? s with { LateMark = 0 } : s) with { Publisher = new Worker { Pc = Done } },
        };
    }

    /// <summary>A job that looks, reads, writes and strikes off.</summary>
    private readonly record struct Worker
    {
        public int Pc { get; init; }

        public int Mark { get; init; }

        public bool May { get; init; }

        public bool Counts { get; init; }

        public bool Seen { get; init; }

        public bool Tells { get; init; }

        /// <summary>A number of its own for each worker there can be.</summary>
        public int Order => (((((((((Pc * 4) + Mark) * 2) + (May ? 1 : 0)) * 2) + (Counts ? 1 : 0)) * 2) + (Seen ? 1 : 0)) * 2) + (Tells ? 1 : 0);
    }

    /// <summary>All there is: whether facts and counts have the change, whether data tell of the later day, and how its period was published.</summary>
    private readonly record struct State
    {
        public bool Facts { get; init; }

        public bool Counts { get; init; }

        public bool Tells { get; init; }

        public int Late { get; init; }

        public int Holds { get; init; }

        public int FoldMark { get; init; }

        public int LateMark { get; init; }

        public int Ingest { get; init; }

        public int Teller { get; init; }

        public Worker Fold0 { get; init; }

        public Worker Fold1 { get; init; }

        public Worker Publisher { get; init; }

        /// <summary>The later period noted as due; a publisher that saw an earlier note of it has another mark.</summary>
        public State LateNoted() => this with
        {
            LateMark = Standing, Publisher = Publisher.Mark == Standing ? Publisher with { Mark = Another } : Publisher,
        };
    }
}
