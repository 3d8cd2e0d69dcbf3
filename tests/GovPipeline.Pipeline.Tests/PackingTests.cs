using System.Reflection;
using GovPipeline.Domain.Dossiers;
using GovPipeline.Domain.Time;
using GovPipeline.Pipeline.Ingesting;
using GovPipeline.Storage.Facts;

namespace GovPipeline.Pipeline.Tests;

/// <summary>A dossier that is packed, written and read again is the same in every property, also in those that somebody adds tomorrow.</summary>
public sealed class PackingTests
{
    // What no row tells: facts know it, or it is the place among files.
    private static readonly string[] NotPacked = [nameof(Dossier.FileIndex), nameof(Dossier.ElsewhereToo)];

    [Fact]
    public void Every_property_comes_through_packing()
    {
        var texts = new TextNumbers();
        var packed = new byte[PackedDossier.Size];
        foreach (var property in Properties().Where(p => !NotPacked.Contains(p.Name)))
        {
            var dossier = With(property);
            PackedDossier.Pack(in dossier, texts, packed);
            property.GetValue(PackedDossier.Unpack(packed, texts)).ShouldBe(property.GetValue(dossier), property.Name);
        }
    }

    [Fact]
    public async Task Every_property_comes_through_facts()
    {
        foreach (var property in Properties().Where(p => p.Name != nameof(Dossier.FileIndex)))
        {
            var partition = new DossierPartition([With(property)], [new ExportFile("s", new(2022, 1, 1), new string('a', 64))]);
            var read = await DossierParquet.ReadAsync(await DossierParquet.WriteAsync(partition, CancellationToken.None), CancellationToken.None);
            property.GetValue(read.Dossiers.Single()).ShouldBe(property.GetValue(partition.Dossiers[0]), property.Name);
        }
    }

    private static IEnumerable<PropertyInfo> Properties() => typeof(Dossier).GetProperties().Where(p => p.CanWrite);

    /// <summary>A dossier that has a value other than its default in one property.</summary>
    private static Dossier With(PropertyInfo property)
    {
        object dossier = new Dossier
        {
            Code = DossierCode.Parse("000.01.13.H53-220301-0001"), ProcedureCode = "1.001610", Field = "Hộ tịch", ReceivingUnitId = "a", CompetentUnitId = "b",
        };
        property.SetValue(dossier, Value(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        return (Dossier)dossier;
    }

    private static object Value(Type type) =>
        type == typeof(string) ? "other" : type == typeof(bool) ? true
        : type == typeof(LocalTimestamp) ? LocalTimestamp.From(new DateTime(2022, 3, 1, 8, 30, 1))
        : type == typeof(UInt128) ? (UInt128)77 : type == typeof(DossierCode) ? DossierCode.Parse("000.02.13.H53-220302-0002")
        : type.IsEnum ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!
        : Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
}
