using GovPipeline.Domain.Text;
using GovPipeline.Domain.Alerts;
using GovPipeline.Domain.Counting;
using GovPipeline.Domain.Errors;
using GovPipeline.Domain.Indicators;
using GovPipeline.Domain.Periods;
using GovPipeline.Domain.ServiceQuality;
using GovPipeline.Domain.Units;
using GovPipeline.Reporting.Charts;

namespace GovPipeline.Reporting.Reports;

/// <summary>All that a report or page about one period and one unit (or area) prints. Aggregates only.</summary>
public sealed record PeriodReport
{
    /// <summary>The period.</summary>
    public required Period Period { get; init; }

    /// <summary>The last local day the figures tell of.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>What is missing for the figures of form II.06a; empty when they are complete.</summary>
    public required Bilingual Missing { get; init; }

    /// <summary>What is missing beside that, for indicators of other systems; empty for nothing.</summary>
    public required Bilingual MissingElsewhere { get; init; }

    /// <summary>Fingerprint of the published figures.</summary>
    public required string Version { get; init; }

    /// <summary>Id of the unit or roll-up it is about.</summary>
    public required string UnitId { get; init; }

    /// <summary>Its name.</summary>
    public required string UnitName { get; init; }

    /// <summary>Rows of the form: units by tier for an area, fields for a unit.</summary>
    public required IReadOnlyList<FormSection> Sections { get; init; }

    /// <summary>All rows of the form together.</summary>
    public required PeriodStatistics Total { get; init; }

    /// <summary>Identities of form II.06a that do not hold; empty when all hold.</summary>
    public required Bilingual BrokenIdentities { get; init; }

    /// <summary>Units and tiers with their online rates, roll-ups last.</summary>
    public required IReadOnlyList<RateRow> Rates { get; init; }

    /// <summary>Every indicator of the unit.</summary>
    public required IReadOnlyList<IndicatorLine> Indicators { get; init; }

    /// <summary>Days of the period with anything, oldest first.</summary>
    public required IReadOnlyList<DayLine> Days { get; init; }

    /// <summary>Online rate by month, oldest first.</summary>
    public required IReadOnlyList<TrendPoint> Trend { get; init; }

    /// <summary>What a reader must know of the trend: from which units it was added up, why it does not begin earlier; null for nothing.</summary>
    public Bilingual? TrendNote { get; init; }

    /// <summary>Which software troubles citizens, the worst first.</summary>
    public required IReadOnlyList<ItemLine> Software { get; init; }

    /// <summary>Sources and how fresh they are.</summary>
    public required IReadOnlyList<SourceLine> Sources { get; init; }

    /// <summary>Alerts that stand: of the period and unit, and on the page of an area those about the running of the data.</summary>
    public required IReadOnlyList<Alert> Alerts { get; init; }

    /// <summary>Alerts of the period and unit that are over, the newest first.</summary>
    public required IReadOnlyList<Alert> Closed { get; init; }

    /// <summary>The online rate in the period before of the same kind; null when it cannot be compared.</summary>
    public required Comparison? Before { get; init; }

    /// <summary>The online rate in the same period a year before; null when it cannot be compared.</summary>
    public required Comparison? LastYear { get; init; }

    /// <summary>Why the unit cannot be compared with the period before, and with the same period last year; null where it can.</summary>
    public (Bilingual? Before, Bilingual? LastYear) Incomparable { get; init; }

    /// <summary>What a software reports of itself, beside what is counted from dossiers.</summary>
    public required IReadOnlyList<ReportedLine> Reported { get; init; }

    /// <summary>Repairs made in the period's files, by rule.</summary>
    public required IReadOnlyList<RepairLine> Repairs { get; init; }

    /// <summary>English of legal bases, by the Vietnamese.</summary>
    public required IReadOnlyDictionary<string, string> LegalBases { get; init; }

    /// <summary>The rate of the unit it is about.</summary>
    public RateRow Own => Rates.First(r => r.UnitId == UnitId);

    /// <summary>Rows of files of the period: taken in and in quarantine.</summary>
    public required (long Rows, long Accepted, long Rejected) Files { get; init; }

    /// <summary>Rows of dossiers in quarantine that could still change the unit's online rate, and between what; null for none.</summary>
    public required WaitingRows? Waiting { get; init; }

    /// <summary>Name of its <see cref="PeriodState"/>; empty where it is not known.</summary>
    public string State { get; init; } = string.Empty;

    /// <summary>The document it is signed in; empty for none.</summary>
    public string SignedDocument { get; init; } = string.Empty;

    /// <summary>Local day of the signature, <c>yyyy-MM-dd</c>; empty for none.</summary>
    public string SignedOn { get; init; } = string.Empty;

    /// <summary>What the signed figures would be now; of an area all its units.</summary>
    public IReadOnlyList<DifferenceLine> Differences { get; init; } = [];

    /// <summary>What was restated.</summary>
    public IReadOnlyList<RestatementLine> Restatements { get; init; } = [];

    /// <summary>Declared, eligible by QĐ 766, to be looked into: the unit first; of an area then every unit.</summary>
    public IReadOnlyList<AuthenticityLine> Authenticity { get; init; } = [];

    /// <summary>What each test of authenticity says of the unit.</summary>
    public IReadOnlyList<AuthenticityTestLine> AuthenticityTests { get; init; } = [];

    /// <summary>The parts of the index of QĐ 766/QĐ-TTg, as far as data give them.</summary>
    public IReadOnlyList<QualityPartFigure> ServiceIndex { get; init; } = [];

    /// <summary>Whether periods of its kind raise alerts.</summary>
    public required bool RaisesAlerts { get; init; }

    /// <summary>What the place has decided about counting and naming.</summary>
    public required Conventions Conventions { get; init; }

    /// <summary>Denominator below which a rate is not shown as one.</summary>
    public required int MinimumDenominator { get; init; }
}

/// <summary>A section of the form.</summary>
/// <param name="Title"><c>Huyện, thị xã, thành phố</c>; empty for none.</param>
/// <param name="Rows">Its rows.</param>
public sealed record FormSection(string Title, IReadOnlyList<FormRow> Rows);

/// <summary>A row of the form.</summary>
/// <param name="Name">Unit or field.</param>
/// <param name="Statistics">Its counters; null where they are too few to be shown.</param>
public sealed record FormRow(string Name, PeriodStatistics? Statistics);

/// <summary>An online rate.</summary>
/// <param name="UnitId">Unit or roll-up.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tier">Its tier; null for an area.</param>
/// <param name="IsRollup">Whether it adds units up.</param>
/// <param name="Online">Numerator.</param>
/// <param name="Received">Denominator.</param>
/// <param name="HasData">Whether anything is known.</param>
/// <param name="Target">The target; null for none.</param>
/// <param name="LegalBasis">The document.</param>
/// <param name="IsExample">Whether no document sets the target.</param>
/// <param name="Status"><c>Met</c>, <c>Warning</c>, <c>Below</c>, <c>NoTarget</c>, <c>NoData</c>.</param>
public sealed record RateRow(
    string UnitId, string Name, UnitTier? Tier, bool IsRollup, long Online, long Received, bool HasData, decimal? Target, string LegalBasis, bool IsExample,
    string Status)
{
    /// <summary>The code by which the rate is found again, <c>7K3M-9QXT</c>.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>Whether it is too small to be shown outside the authority.</summary>
    public bool IsSuppressed => Status == nameof(Domain.Targets.TargetStatus.Suppressed);

    /// <summary>The rate; null when unknown.</summary>
    public decimal? Rate => HasData ? new Rate(Online, Received).Value : null;

    /// <summary>How it stands.</summary>
    public Tone Tone => Palette.ToneOf(Status, IsExample);

    /// <summary>Dossiers that would have had to come online beside those that did; 0 when the target is met or there is none.</summary>
    public long Short => Target is { } target && HasData ? (long)Math.Max(0, Math.Ceiling((target * Received) - Online)) : 0;
}

/// <summary>The online rate of another period.</summary>
/// <param name="Period">The period.</param>
/// <param name="Online">Numerator.</param>
/// <param name="Received">Denominator.</param>
public sealed record Comparison(Period Period, long Online, long Received)
{
    /// <summary>Names of the units whose sum it is, before they were merged; empty for the unit itself.</summary>
    public IReadOnlyList<string> Joined { get; init; } = [];

    /// <summary>The rate; null when nothing came.</summary>
    public decimal? Rate => new Rate(Online, Received).Value;
}

/// <summary>A figure that a software reports of itself.</summary>
/// <param name="SourceId">The report's source.</param>
/// <param name="Source">Its names.</param>
/// <param name="UnitId">The unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Counter">The counter, <c>ReceivedOnline</c>.</param>
/// <param name="Name">What the counter is called.</param>
/// <param name="Reported">What it says.</param>
/// <param name="Own">What is counted from dossiers; null when they are not known.</param>
/// <param name="LikelyCause">The likely cause of a difference; empty for none.</param>
public sealed record ReportedLine(
    string SourceId, Bilingual Source, string UnitId, string UnitName, string Counter, Bilingual Name, decimal Reported, long? Own,
    Bilingual LikelyCause);

/// <summary>Repairs of one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Count">How many.</param>
public sealed record RepairLine(RepairRule Rule, long Count);

/// <summary>An indicator of the unit.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Value">Its value; null when unknown.</param>
/// <param name="Numerator">Numerator.</param>
/// <param name="Denominator">Denominator.</param>
/// <param name="IsEstimate">Whether any part is an estimate.</param>
/// <param name="Previous">Its value in the period before; null when unknown.</param>
/// <param name="Target">The target; null for none.</param>
/// <param name="TargetBasis">The document that sets it.</param>
/// <param name="IsExample">Whether no document sets the target.</param>
/// <param name="Status">As of <see cref="RateRow.Status"/>.</param>
public sealed record IndicatorLine(
    Indicator Indicator, decimal? Value, decimal Numerator, decimal Denominator, bool IsEstimate, decimal? Previous, decimal? Target, string TargetBasis,
    bool IsExample, string Status)
{
    /// <summary>The code by which it is found again.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>What its numerator is, in words.</summary>
    public Bilingual NumeratorWords { get; init; } = Bilingual.Empty;

    /// <summary>What its denominator is; null where it is not divided.</summary>
    public Bilingual? DenominatorWords { get; init; }

    /// <summary>What is missing for it; empty when its sources told of every day. A part is never printed as a whole.</summary>
    public Bilingual Missing { get; init; } = Bilingual.Empty;

    /// <summary>How it stands.</summary>
    public Tone Tone => Palette.ToneOf(Status, IsExample);

    /// <summary>Its name with what a reader must know beside it: that it is an estimate, that it is of a part.</summary>
    public string NameIn(Language language) => (language == Language.English ? Indicator.NameEn : Indicator.NameVi)
        + (IsEstimate ? language == Language.English ? " (estimate)" : " (ước tính)" : string.Empty)
        + (!Missing.IsEmpty && Value is not null ? language == Language.English ? " (partial)" : " (chưa đủ số liệu)" : string.Empty);
}

/// <summary>A day.</summary>
/// <param name="Day">Local day.</param>
/// <param name="Received">Dossiers received.</param>
/// <param name="Online">Of these online.</param>
/// <param name="Finished">Dossiers resolved.</param>
public sealed record DayLine(DateOnly Day, long Received, long Online, long Finished);

/// <summary>An item of a ranking.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ItemLine(string Name, decimal Value);

/// <summary>A source.</summary>
/// <param name="Name">Its names.</param>
/// <param name="Through">The last local day its data tell of; null before the first.</param>
/// <param name="Due">When the next are due; null before the first.</param>
/// <param name="IsLate">Whether they are overdue.</param>
public sealed record SourceLine(Bilingual Name, DateOnly? Through, DateOnly? Due, bool IsLate);

/// <summary>A signed figure that would be another now.</summary>
/// <param name="UnitName">The unit.</param>
/// <param name="Column">The counter or indicator.</param>
/// <param name="Signed">What was signed.</param>
/// <param name="Draft">What it would be.</param>
/// <param name="Causes">Late rows, corrections, withdrawn rows, definitions; null where they are not known.</param>
public sealed record DifferenceLine(
    string UnitName, string Column, decimal Signed, decimal Draft, (long Late, long Corrected, long Withdrawn, long Defined)? Causes);

/// <summary>A figure that was restated.</summary>
/// <param name="Number">Which restatement, from 1.</param>
/// <param name="UnitName">The unit.</param>
/// <param name="Column">The counter or indicator.</param>
/// <param name="Old">What it was.</param>
/// <param name="New">What it is since.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The post that decided it.</param>
/// <param name="Document">The document.</param>
/// <param name="On">Local day.</param>
public sealed record RestatementLine(
    int Number, string UnitName, string Column, decimal Old, decimal New, string Reason, string By, string Document, DateOnly On);

/// <summary>Numbers of authenticity of a unit.</summary>
/// <param name="UnitId">The unit or roll-up.</param>
/// <param name="Name">Its name.</param>
/// <param name="Declared">Filed online as the source says.</param>
/// <param name="Eligible">Of these, what QĐ 766/QĐ-TTg 3.3 counts.</param>
/// <param name="EligibleUnknown">Of these, resolved and not told whether the result is electronic.</param>
/// <param name="ToVerify">To be looked into.</param>
/// <param name="Noted">Tests that note it.</param>
public sealed record AuthenticityLine(string UnitId, string Name, long Declared, long Eligible, long EligibleUnknown, long ToVerify, int Noted)
{
    /// <summary>Whether any source tells of electronic results, so that the eligible ones are known.</summary>
    public required bool HasEligible { get; init; }

    /// <summary>Received dossiers of which the first due day is told, and those of them whose due day was moved later.</summary>
    public (long Known, long Moved) Due { get; init; }

    /// <summary>The code printed beside those to be looked into; empty where none is.</summary>
    public string Code { get; init; } = string.Empty;

    /// <summary>Whether it is an area, whose units are told of beside it.</summary>
    public bool IsArea => RollupId.IsArea(UnitId);
}

/// <summary>What a test of authenticity says.</summary>
/// <param name="Test">The test.</param>
/// <param name="State">Name of a <see cref="Domain.Authenticity.FindingState"/>.</param>
/// <param name="Found">Dossiers that show the sign.</param>
/// <param name="Known">Dossiers it speaks of.</param>
/// <param name="Share">The share; null for none.</param>
/// <param name="Peers">That of its peers; null for none.</param>
/// <param name="Explanation">What the unit says; empty for nothing.</param>
/// <param name="ExplainedBy">The post that says it.</param>
public sealed record AuthenticityTestLine(
    Domain.Authenticity.AuthenticityTest Test, string State, long Found, long Known, decimal? Share, decimal? Peers, string Explanation, string ExplainedBy);
