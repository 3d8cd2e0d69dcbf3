using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Domain.Counting;

/// <summary>
/// What daily counts are kept by, beside day and event. Procedures are counted apart, by their code alone: kept with the rest there would
/// be about as many counts as events.
/// </summary>
/// <param name="UnitId">The receiving unit; empty for a count of a procedure.</param>
/// <param name="Field">Lĩnh vực; empty when not given.</param>
/// <param name="Procedure">Mã TTHC, its national part, of a count of a procedure; else empty.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Level">The service level.</param>
/// <param name="NonLocal">Whether received outside the competent unit (<i>phi địa giới</i>); unknown when the competent unit is not known to us.</param>
public readonly record struct CountKey(string UnitId, string Field, string Procedure, Channel Channel, ServiceLevel Level, Answer NonLocal)
{
    /// <summary>Whether it counts what was received for a procedure, whatever the unit.</summary>
    public bool IsOfProcedure => UnitId.Length == 0;

    /// <summary>The key of what was received for a procedure.</summary>
    public static CountKey OfProcedure(string national) => new(string.Empty, string.Empty, national, default, default, default);
}
