using System.Text.Json;
using System.Text.Json.Nodes;

namespace GovPipeline.Pipeline.Configuration;

/// <summary>
/// Writes <c>units.json</c> and <c>successions.json</c> as one: both stand whole beside the old ones before either takes its place, and what
/// was cut off after that is ended by <see cref="Finish"/>.
/// </summary>
public static class UnitFiles
{
    private const string Units = "units.json", Successions = "successions.json", Next = ".next", Draft = ".tmp";

    /// <summary>Writes them.</summary>
    /// <param name="reference">The folder.</param>
    /// <param name="units">All units.</param>
    /// <param name="successions">All that went into something; null leaves what there is.</param>
    /// <param name="json">How they are printed.</param>
    internal static void Write(string reference, JsonArray units, JsonArray? successions, JsonSerializerOptions json)
    {
        Finish(reference); // what an earlier one had written whole is not thrown away
        try
        {
            if (successions is not null)
            {
                File.WriteAllText(Path.Combine(reference, Successions + Next), successions.ToJsonString(json) + "\n");
            }

            File.WriteAllText(Path.Combine(reference, Units + Draft), units.ToJsonString(json) + "\n");
            File.Move(Path.Combine(reference, Units + Draft), Path.Combine(reference, Units + Next)); // from here on it is done, or ended later
        }
        catch
        {
            Forget(reference);
            throw;
        }

        Finish(reference);
    }

    /// <summary>Whether files were written whole and did not take their places yet.</summary>
    public static bool IsCutOff(string reference) => File.Exists(Path.Combine(reference, Units + Next));

    /// <summary>Ends what was cut off; of what was not written whole nothing stays.</summary>
    /// <returns>Whether there was anything to end.</returns>
    public static bool Finish(string reference)
    {
        if (!IsCutOff(reference))
        {
            Forget(reference);
            return false;
        }

        foreach (var file in new[] { Successions, Units })
        {
            var path = Path.Combine(reference, file);
            if (File.Exists(path + Next))
            {
                File.Move(path + Next, path, overwrite: true);
            }
        }

        return true;
    }

    private static void Forget(string reference)
    {
        File.Delete(Path.Combine(reference, Units + Draft));
        File.Delete(Path.Combine(reference, Units + Next));
        File.Delete(Path.Combine(reference, Successions + Next));
    }
}
