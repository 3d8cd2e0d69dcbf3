using System.Globalization;
using System.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>Daily counts of an e-office system: documents in, out and inside, signatures, time limits, work files. No subjects, nothing secret.</summary>
internal static class EOfficeSample
{
    private const string Header =
        "NgaySoLieu,MaDonVi,Huong,LoaiVanBan,TongSo,GuiNhanDienTu,KySoToChuc,KySoCaNhan,GiayKemTheo,CoHan,XuLyDungHan,XuLyQuaHan,DangXuLy,ThuHoi,"
            + "HoSoCongViecTong,HoSoCongViecTrenMang,ThongBaoNhanTrongNgay";

    public static string Csv(IReadOnlyList<SampleUnit> units, DateOnly from, DateOnly to, WorkingCalendar calendar, int seed)
    {
        var random = new Random(seed ^ to.DayNumber);
        var csv = new StringBuilder(Header).Append('\n');
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (!calendar.IsWorkingDay(day))
            {
                continue;
            }

            foreach (var unit in units)
            {
                var size = unit.Tier == UnitTier.District ? 4 : 1;
                Incoming(csv, day, unit, size * random.Next(6, 14), random);
                foreach (var type in (string[])["CV", "QD", "BC"])
                {
                    Outgoing(csv, day, unit, type, size * random.Next(1, 5), random);
                }

                Internal(csv, day, unit, size * random.Next(2, 6), random);
            }
        }

        // A row whose part is more than the whole: for the quarantine.
        return csv.Append(CultureInfo.InvariantCulture, $"{to:dd/MM/yyyy},{units[0].Name},DI,CV,5,9,,,,,,,,,,,\n").ToString();
    }

    /// <summary>The register of incoming documents (<i>sổ đăng ký văn bản đến</i>): when each arrived, was presented and was done with.</summary>
    public static string Register(IReadOnlyList<SampleUnit> units, DateOnly from, DateOnly to, WorkingCalendar calendar, int seed)
    {
        var random = new Random(seed ^ to.DayNumber ^ 77);
        var csv = new StringBuilder("MaVanBan;MaDonVi;NgayDen;NgayTrinh;NgayHoanThanh;TrangThai;DoMat\n");
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            foreach (var unit in units.Where(u => calendar.IsWorkingDay(day) && random.Next(u.Tier == UnitTier.District ? 1 : 2) == 0))
            {
                var arrived = day.ToDateTime(new TimeOnly(random.Next(7, 17), random.Next(60)));
                var presented = arrived.AddMinutes(random.Next(15, 200));
                var done = calendar.AddWorkingDays(day, random.Next(0, 12)).ToDateTime(new TimeOnly(random.Next(14, 17), random.Next(60)));
                var isDone = done > presented && DateOnly.FromDateTime(done) <= to;
                csv.Append(CultureInfo.InvariantCulture,
                    $"DEN-{unit.Organisation[4..6]}-{day:yyMMdd}-{random.Next(1, 60):00};{unit.Name};{arrived:dd/MM/yyyy HH:mm};{presented:dd/MM/yyyy HH:mm};"
                    + $"{(isDone ? done.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture) : string.Empty)};{(isDone ? "Hoàn thành" : "Đang xử lý")};"
                    + $"Thường\n");
            }
        }

        return csv.ToString();
    }

    private static void Incoming(StringBuilder csv, DateOnly day, SampleUnit unit, int total, Random random)
    {
        var electronic = total - random.Next(0, 2);
        var withLimit = total / 2;
        var late = random.Next(12) == 0 ? Math.Min(1, withLimit) : 0;
        csv.Append(CultureInfo.InvariantCulture,
            $"{day:dd/MM/yyyy},{unit.Name},DEN,CV,{total},{electronic},,,{total - electronic},{withLimit},{withLimit - late},{late},{total - withLimit},,,,"
            + $"{electronic}\n");
    }

    private static void Outgoing(StringBuilder csv, DateOnly day, SampleUnit unit, string type, int total, Random random)
    {
        var electronic = random.Next(25) == 0 ? total - 1 : total;
        var organisation = electronic;
        var person = random.Next(10) == 0 ? Math.Max(0, electronic - 1) : electronic;
        csv.Append(CultureInfo.InvariantCulture,
            $"{day:dd/MM/yyyy},{unit.Name},DI,{type},{total},{electronic},{organisation},{person},{total - electronic},,,,,"
            + $"{(random.Next(200) == 0 && total > 0 ? 1 : 0)},,,\n");
    }

    private static void Internal(StringBuilder csv, DateOnly day, SampleUnit unit, int total, Random random)
    {
        var files = Math.Max(1, total / 2);
        var online = files - (random.Next(unit.Tier == UnitTier.District ? 5 : 3) == 0 ? 1 : 0);
        csv.Append(CultureInfo.InvariantCulture, $"{day:dd/MM/yyyy},{unit.Name},NOI_BO,TB,{total},{total},,,,,,,,,{files},{online},\n");
    }
}
