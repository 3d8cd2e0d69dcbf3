namespace GovPipeline.Domain.Authenticity;

/// <summary>
/// How far the national portal's counts of online dossiers lie from ours: what is not there was not synchronised, and what is there too many is
/// not ours. Of several units each by itself, so that one that has too many does not hide one that has too few.
/// </summary>
/// <param name="Known">The larger count of each unit, added up.</param>
/// <param name="Found">The differences, added up.</param>
public readonly record struct PortalGap(long Known, long Found)
{
    /// <summary>The gap of one unit.</summary>
    public static PortalGap Of(long ours, long theirs) => new(Math.Max(ours, theirs), Math.Abs(ours - theirs));

    /// <summary>Two units together.</summary>
    public static PortalGap operator +(PortalGap a, PortalGap b) => new(a.Known + b.Known, a.Found + b.Found);
}
