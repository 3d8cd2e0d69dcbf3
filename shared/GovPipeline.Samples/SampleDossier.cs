namespace GovPipeline.Samples;

/// <summary>The life of a dossier of the sample. What a row of an export tells of it depends on the day of the export.</summary>
internal sealed record SampleDossier
{
    public required string Code { get; init; }

    public required string UnitName { get; init; }

    public required SampleProcedure Procedure { get; init; }

    public required SampleChannel Channel { get; init; }

    public required DateTime Submitted { get; init; }

    public required DateTime Received { get; init; }

    public required DateTime? Due { get; init; }

    /// <summary>When it ends; may be after any export.</summary>
    public required DateTime Ended { get; init; }

    public required SampleEnding Ending { get; init; }

    /// <summary>When a supplement was asked for; null for never.</summary>
    public DateTime? SupplementAsked { get; init; }

    public required int Citizen { get; init; }

    /// <summary>Whether the result is on paper alone, although it was filed online.</summary>
    public bool IsOnPaper { get; init; }

    /// <summary>What a first export told wrongly, until a later one corrected it.</summary>
    public SampleChannel? WrongChannelAtFirst { get; init; }

    /// <summary>When that was corrected.</summary>
    public DateTime Corrected { get; init; }

    /// <summary>When the source last changed it, up to a moment; null before it exists.</summary>
    public DateTime? UpdatedBy(DateTime moment)
    {
        DateTime? last = null;
        foreach (var change in (ReadOnlySpan<DateTime?>)[Submitted, Ending == SampleEnding.NeverReceived ? null : Received, SupplementAsked, Ended,
            WrongChannelAtFirst is null ? null : Corrected])
        {
            last = change is { } at && at <= moment && (last is null || at > last) ? at : last;
        }

        return last;
    }
}

/// <summary>How a dossier of the sample was filed.</summary>
internal enum SampleChannel
{
    InPerson,
    Postal,
    Online,
}

/// <summary>How a dossier of the sample ends.</summary>
internal enum SampleEnding
{
    Returned,
    Withdrawn,
    Refused,
    NeverReceived,
}
