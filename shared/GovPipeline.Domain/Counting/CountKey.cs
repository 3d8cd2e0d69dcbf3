using GovPipeline.Domain.Dossiers;

namespace GovPipeline.Domain.Counting;

/// <summary>What daily counts are kept by, beside day and event.</summary>
/// <param name="UnitId">The receiving unit.</param>
/// <param name="Field">Lĩnh vực; empty when not given.</param>
/// <param name="Procedure">Mã TTHC; empty when not given.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Level">The service level.</param>
/// <param name="NonLocal">Whether received outside the competent unit (<i>phi địa giới</i>); unknown when the competent unit is not known to us.</param>
public readonly record struct CountKey(string UnitId, string Field, string Procedure, Channel Channel, ServiceLevel Level, Answer NonLocal);
