using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.ServiceQuality;

namespace GovPipeline.Domain.Authenticity;

/// <summary>
/// Counts of the tests of authenticity over some dossiers, and of all that were received what QĐ 766/QĐ-TTg asks of results, payments and components:
/// of a unit and day of receipt, or of any sum of these.
/// </summary>
public sealed class AuthenticityCounts : IEquatable<AuthenticityCounts>
{
    private const int Fixed = 6, Tests = 11, OfAll = Fixed + (2 * Tests);
    private readonly long[] _values = new long[Names.Count];

    /// <summary>A name for each number, as it is kept.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Declared", "Eligible", "EligibleUnknown", "ToVerify", "FilingTimeKnown", "FiledInOfficeHours",
        .. DossierScreen.Tests.SelectMany(t => new[] { $"{t.Id}Known", $"{t.Id}Failed" }),
        "ResultsKnown", "ResultsElectronic", "FeesDue", "FeesPaidOnline", "ComponentsKnown", "ComponentsDigitised",
        "ResultsDue", "FirstDueKnown", "DueMoved",
    ];

    /// <summary>How many of <see cref="Names"/> were there from the beginning; counts that an older version kept lack the others.</summary>
    public static int Always { get; } = Fixed + (2 * 8);

    /// <summary>Filed online, as the source says (<i>khai báo</i>); without those that the source has deleted.</summary>
    public long Declared => _values[0];

    /// <summary>Of these, what QĐ 766/QĐ-TTg 3.3 counts (<i>đủ điều kiện 766</i>): no result is due yet, or it is electronic.</summary>
    public long Eligible => _values[1];

    /// <summary>Of the declared ones, resolved and not told whether the result is electronic.</summary>
    public long EligibleUnknown => _values[2];

    /// <summary>Of the declared ones, those that fail as many tests as the rules ask for (<i>cần xác minh</i>).</summary>
    public long ToVerify => _values[3];

    /// <summary>Of the declared ones, with a known time of filing.</summary>
    public long FilingTimeKnown => _values[4];

    /// <summary>Of these, filed in office hours.</summary>
    public long FiledInOfficeHours => _values[5];

    /// <summary>Of all received, by any channel, those resolved of which it is told whether the result is electronic.</summary>
    public long ResultsKnown => _values[OfAll];

    /// <summary>Of these, with an electronic result.</summary>
    public long ResultsElectronic => _values[OfAll + 1];

    /// <summary>Of all received, those with a fee due of which it is told how it was paid.</summary>
    public long FeesDue => _values[OfAll + 2];

    /// <summary>Of these, paid online.</summary>
    public long FeesPaidOnline => _values[OfAll + 3];

    /// <summary>Of all received, those of which it is told how many components were digitised.</summary>
    public long ComponentsKnown => _values[OfAll + 4];

    /// <summary>Of these, with a digitised component.</summary>
    public long ComponentsDigitised => _values[OfAll + 5];

    /// <summary>Of all received, those resolved.</summary>
    public long ResultsDue => _values[OfAll + 6];

    /// <summary>Of all received, those of which the first due day is told beside the last.</summary>
    public long FirstDueKnown => _values[OfAll + 7];

    /// <summary>Of these, with a last due day after the first: lateness by it is not seen.</summary>
    public long DueMoved => _values[OfAll + 8];

    /// <summary>Of all received, the procedures of those with a fee due of which it is told how it was paid.</summary>
    public FeeProcedures FeeProcedures { get; } = new();

    /// <summary>Dossiers that a test says anything of.</summary>
    public long Known(AuthenticityTest test) => _values[PlaceOf(test)];

    /// <summary>Of these, those that show the sign.</summary>
    public long Failed(AuthenticityTest test) => _values[PlaceOf(test) + 1];

    /// <summary>A number by its place in <see cref="Names"/>.</summary>
    public long ValueAt(int place) => _values[place];

    /// <summary>Puts a number that was kept in its place in <see cref="Names"/>.</summary>
    public void Put(int place, long value) => _values[place] = value;

    /// <summary>The counts of the dossiers of a partition by unit and local day of receipt.</summary>
    public static Dictionary<(string UnitId, int Day), AuthenticityCounts> Of(ReadOnlySpan<Dossier> dossiers, DossierScreen screen, AuthenticityRules rules)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(rules);
        var accounts = AccountsOf(dossiers);
        var counts = new Dictionary<(string, int), AuthenticityCounts>();
        foreach (ref readonly var dossier in dossiers)
        {
            if (!IsAsked(in dossier))
            {
                continue;
            }

            var key = (dossier.ReceivingUnitId, dossier.Received.DayNumber);
            if (!counts.TryGetValue(key, out var sum))
            {
                counts[key] = sum = new();
            }

            sum.AddAll(in dossier, accounts, screen, rules);
        }

        return counts;
    }

    /// <summary>What each dossier of a partition gives, in their order; null for one that gives nothing.</summary>
    public static IReadOnlyList<AuthenticityCounts?> Each(ReadOnlySpan<Dossier> dossiers, DossierScreen screen, AuthenticityRules rules)
    {
        ArgumentNullException.ThrowIfNull(screen);
        ArgumentNullException.ThrowIfNull(rules);
        var accounts = AccountsOf(dossiers);
        var each = new AuthenticityCounts?[dossiers.Length];
        for (var i = 0; i < dossiers.Length; i++)
        {
            if (IsAsked(in dossiers[i]))
            {
                each[i] = new();
                each[i]!.AddAll(in dossiers[i], accounts, screen, rules);
            }
        }

        return each;
    }

    /// <summary>Adds other counts.</summary>
    public void Add(AuthenticityCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] += other._values[i];
        }

        FeeProcedures.Add(other.FeeProcedures);
    }

    /// <inheritdoc/>
    public bool Equals(AuthenticityCounts? other) =>
        other is not null && _values.AsSpan().SequenceEqual(other._values) && FeeProcedures.Equals(other.FeeProcedures);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AuthenticityCounts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_values[0], _values[1], _values[3]);

    private static int PlaceOf(AuthenticityTest test)
    {
        for (var i = 0; i < DossierScreen.Tests.Count; i++)
        {
            if (DossierScreen.Tests[i] == test)
            {
                return Fixed + (2 * i);
            }
        }

        throw new ArgumentException($"{test.Id} is not a test of single dossiers.", nameof(test));
    }

    /// <summary>Online dossiers of each account by unit and half-month.</summary>
    private static Dictionary<(string, DateOnly, UInt128), int> AccountsOf(ReadOnlySpan<Dossier> dossiers)
    {
        var accounts = new Dictionary<(string, DateOnly, UInt128), int>();
        foreach (ref readonly var dossier in dossiers)
        {
            if (DossierScreen.Asks(in dossier) && dossier.SubmitterHash != UInt128.Zero && !dossier.Deleted.HasValue)
            {
                accounts[AccountOf(in dossier)] = accounts.GetValueOrDefault(AccountOf(in dossier)) + 1;
            }
        }

        return accounts;
    }

    private static (string, DateOnly, UInt128) AccountOf(in Dossier dossier) =>
        (dossier.ReceivingUnitId, HalfMonth.Of(dossier.Received.Day), dossier.SubmitterHash);

    private static bool IsReceived(in Dossier dossier) => dossier.Counts && dossier.Received.HasValue;

    private static bool IsAsked(in Dossier dossier) => IsReceived(in dossier) || DossierScreen.Asks(in dossier);

    private void AddAll(in Dossier dossier, Dictionary<(string, DateOnly, UInt128), int> accounts, DossierScreen screen, AuthenticityRules rules)
    {
        if (IsReceived(in dossier))
        {
            AddReceived(in dossier);
        }

        if (DossierScreen.Asks(in dossier))
        {
            Add(in dossier, accounts, screen, rules);
        }
    }

    private void AddReceived(in Dossier dossier)
    {
        if (DossierScreen.IsResultDue(in dossier))
        {
            _values[OfAll + 6]++;
        }

        if (dossier is { OriginalDue.HasValue: true, Due.HasValue: true })
        {
            _values[OfAll + 7]++;
            _values[OfAll + 8] += dossier.Due.DayNumber > dossier.OriginalDue.DayNumber ? 1 : 0;
        }

        if (DossierScreen.IsResultDue(in dossier) && dossier.ElectronicResult != Answer.Unknown)
        {
            _values[OfAll]++;
            _values[OfAll + 1] += dossier.ElectronicResult == Answer.Yes ? 1 : 0;
        }

        if (dossier.FeeDue == Answer.Yes && dossier.PaidOnline != Answer.Unknown)
        {
            _values[OfAll + 2]++;
            _values[OfAll + 3] += dossier.PaidOnline == Answer.Yes ? 1 : 0;
            if (dossier.ProcedureCode.Length > 0)
            {
                FeeProcedures.Add(ProcedureCode.National(dossier.ProcedureCode), dossier.PaidOnline == Answer.Yes);
            }
        }

        if (dossier.DigitisedParts is { } parts)
        {
            _values[OfAll + 4]++;
            _values[OfAll + 5] += parts > 0 ? 1 : 0;
        }
    }

    private void Add(in Dossier dossier, Dictionary<(string, DateOnly, UInt128), int> accounts, DossierScreen screen, AuthenticityRules rules)
    {
        Span<ScreenOutcome> outcomes = stackalloc ScreenOutcome[DossierScreen.Tests.Count];
        screen.Outcomes(in dossier, accounts.GetValueOrDefault(AccountOf(in dossier)), outcomes);
        var inOfficeHours = screen.InOfficeHours(in dossier);
        var failed = 0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            // What its source has deleted is in no figure; that it was deleted soon is a sign by itself.
            if (outcomes[i] < ScreenOutcome.Passed || (dossier.Deleted.HasValue && DossierScreen.Tests[i] != AuthenticityTest.GoneSoon))
            {
                continue;
            }

            _values[Fixed + (2 * i)]++;
            if (outcomes[i] == ScreenOutcome.Failed)
            {
                failed++;
                _values[Fixed + (2 * i) + 1]++;
            }
        }

        if (dossier.Deleted.HasValue)
        {
            return;
        }

        var counts = DossierScreen.Counts766(in dossier);
        _values[0]++;
        _values[1] += counts == ScreenOutcome.Passed ? 1 : 0;
        _values[2] += counts == ScreenOutcome.Unknown ? 1 : 0;
        _values[3] += failed >= rules.FailedTests ? 1 : 0;
        _values[4] += inOfficeHours != Answer.Unknown ? 1 : 0;
        _values[5] += inOfficeHours == Answer.Yes ? 1 : 0;
    }
}
