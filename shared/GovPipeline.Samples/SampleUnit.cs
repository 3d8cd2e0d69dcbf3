using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>What a unit of the sample receives.</summary>
/// <param name="Name">As exports write it.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Organisation">The identifier in its dossier codes.</param>
/// <param name="Received">Dossiers received in the period.</param>
/// <param name="Online">Of these, filed online.</param>
/// <param name="CarriedOver">Dossiers received before the period.</param>
/// <param name="Padded">Of those filed online, filed at the counter by a few accounts in the last days, so that the online count looks better.</param>
internal sealed record SampleUnit(string Name, UnitTier Tier, string Organisation, int Received, int Online, int CarriedOver, int Padded = 0);
