using System.Globalization;
using System.Text;
using GovPipeline.Domain.Time;
using GovPipeline.Domain.Units;

namespace GovPipeline.Samples;

/// <summary>
/// Exports of the systems beside one-stop and e-office, as a clerk of each drops them: meetings, mail, computers, services
/// offered, Zalo, digital teams, accounts, certification, petitions, satisfaction, software, capacity. No names, no texts.
/// </summary>
internal sealed class SystemSamples(IReadOnlyList<SampleUnit> units, WorkingCalendar calendar, int seed)
{
    private const string NoBreakSpace = "\u00A0";
    private static readonly string[] Software = ["Một cửa điện tử", "Văn phòng điện tử", "Họp không giấy", "Cổng dịch vụ công"];

    private readonly IReadOnlyList<SampleUnit> _wards = [.. units.Where(u => u.Tier == UnitTier.Commune)];

    /// <summary>What a month's delivery brings, by source.</summary>
    /// <param name="from">First day of the month that is told of.</param>
    /// <param name="to">Last day.</param>
    public IEnumerable<(string Source, string Content)> Month(DateOnly from, DateOnly to)
    {
        yield return ("meetings", Meetings(from, to));
        yield return ("official-mail", OfficialMail(to));
        yield return ("zalo", Zalo(from, to));
        yield return ("digital-teams", Teams(to));
        yield return ("national-accounts", Accounts(to));
        yield return ("certification", Certification(from, to));
        yield return ("certification-refusals", Refusals(from, to));
        yield return ("feedback", Feedback(from, to));
        yield return ("satisfaction", Satisfaction(from, to));
        yield return ("software-incidents", Incidents(from, to));
        yield return ("double-entry", DoubleEntry(to));
    }

    /// <summary>What is told of once in the half-year.</summary>
    public IEnumerable<(string Source, string Content)> Half()
    {
        yield return ("computers", Table("Ky;MaDonVi;SoCBCCVC;SoCoMayTinh;SoMayNoiMang;SoMayCoPhanMemDietVirus", units.Select(u =>
            $"6 tháng đầu năm 2022;{u.Name};{Staff(u)};{Staff(u)};{Staff(u)};{Staff(u) - 1}")));
        yield return ("online-services", Services());
        yield return ("capacity", Capacity());
    }

    private static int Staff(SampleUnit unit) => unit.Tier == UnitTier.District ? 186 : 20 + (unit.Received / 90);

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Month(DateOnly day) => day.ToString("MM/yyyy", CultureInfo.InvariantCulture);

    private static string Table(string header, IEnumerable<string> rows) => new StringBuilder(header).Append('\n').AppendJoin('\n', rows).Append('\n')
        .ToString();

    // As Excel prints it: 1 234 567 with no-break spaces.
    private static string Grouped(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", NoBreakSpace, StringComparison.Ordinal);

    private Random Dice(DateOnly day, int kind) => new((seed * 31) ^ (day.DayNumber * 17) ^ kind);

    private IEnumerable<DateOnly> WorkingDays(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(calendar.IsWorkingDay);

    private string Meetings(DateOnly from, DateOnly to)
    {
        var (dice, rows) = (Dice(to, 1), new List<string>());
        foreach (var day in WorkingDays(from, to))
        {
            foreach (var unit in units.Where(u => dice.Next(u.Tier == UnitTier.District ? 1 : 6) == 0))
            {
                var (invited, documents) = (dice.Next(8, 30), dice.Next(0, 7));
                var attended = invited - dice.Next(0, 3);
                var status = dice.Next(15) switch { 0 => "HOAN", 1 => "HUY", _ => "DA_HOP" };
                rows.Add(string.Join(';', $"HOP-{day:yyMMdd}-{rows.Count + 1:000}", unit.Name, Day(day), invited, attended,
                    Math.Max(0, attended - dice.Next(0, 4)), documents, documents * dice.Next(3, 9), dice.Next(5) == 0 ? 1 : 0, status));
            }
        }

        return Table("MaCuocHop;DonViToChuc;NgayHop;SoThanhPhanMoi;SoThamDu;SoDangNhapPhanMem;SoTaiLieu;SoTrangTaiLieu;CoInGiay;TrangThai", rows);
    }

    private string OfficialMail(DateOnly to)
    {
        var dice = Dice(to, 2);
        return Table("Thang;MaDonVi;SoCBCCVC;SoTaiKhoanCap;SoTaiKhoanHoatDong;NguongHoatDong;SoThuGui;SoThuNhan", units.Select(u =>
        {
            var staff = Staff(u);
            var regular = staff - (u.Tier == UnitTier.District ? dice.Next(8, 13) : dice.Next(0, 2));
            return string.Join(';', Month(to), u.Name, staff, staff, regular, "50%", Grouped(staff * dice.Next(20, 60)), Grouped(staff * dice.Next(40, 90)));
        }));
    }

    private string Zalo(DateOnly from, DateOnly to)
    {
        var dice = Dice(to, 3);
        var rows = WorkingDays(from, to).SelectMany(day => units.Select(u =>
        {
            var messages = dice.Next(0, u.Tier == UnitTier.District ? 25 : 8);
            var answered = messages - (dice.Next(4) == 0 ? Math.Min(1, messages) : 0);
            var followers = (u.Received * 3) + ((day.DayNumber - SeedExports.From.DayNumber) * (u.Tier == UnitTier.District ? 14 : 3));
            return string.Join(';', Day(day), u.Name, Grouped(followers), messages, answered, Math.Max(0, answered - (dice.Next(5) == 0 ? 1 : 0)),
                dice.Next(0, 30));
        }));
        return Table("Ngay;MaDonVi;NguoiQuanTam;TinNhanDen;TinNhanTraLoi;TraLoiTrong24h;TraCuuHoSo", rows);
    }

    private string Teams(DateOnly to)
    {
        var dice = Dice(to, 4);
        return Table("Ky;MaDonVi;SoTo;SoThanhVien;SoBuoi;SoNguoiHuongDan;SoHoSoHoTro;SoTaiKhoanTaoMoi;KinhPhiDuocCap;KinhPhiDaChi", _wards.Select(u =>
            $"Tháng {Month(to)};{u.Name};1;{7 + (u.Received % 4)};{dice.Next(2, 6)};{dice.Next(30, 120)};{dice.Next(10, 60)};{dice.Next(10, 50)};"
                + $"{Grouped(5_000_000)};{Grouped(dice.Next(30, 51) * 100_000)}"));
    }

    private string Accounts(DateOnly to)
    {
        var months = ((to.Year - 2022) * 12) + to.Month;
        var rows = _wards.Select((u, i) =>
        {
            var people = u.Received * 14L;
            var accounts = (people * (180 + (20 * months) + (i * 9))) / 1000;

            // A ward whose figure of the Ministry has not come yet: counted from its own dossiers and marked so.
            var basis = i == 8 && to.Month == 6 ? "UOC_TINH" : "Chính thức";
            return string.Join(';', Day(to), u.Name, Grouped(accounts), Grouped(accounts / 4), Grouped(accounts * 3 / 5), Grouped(people), basis);
        });
        return Table("NgaySoLieu;MaXa;SoTaiKhoanDVCQG;SoTaiKhoanDinhDanhMuc1;SoMuc2;DanSoTu14Tuoi;NguonSo", rows);
    }

    private string Certification(DateOnly from, DateOnly to)
    {
        var dice = Dice(to, 6);
        var rows = WorkingDays(from, to).SelectMany(day => units.Select(u =>
        {
            var (cases, dossiers) = (dice.Next(4, 25), dice.Next(2, 12));
            var electronic = dice.Next(0, 3);
            return string.Join(';', Day(day), u.Name, cases, cases - electronic, electronic, dossiers, Math.Min(dossiers, dice.Next(0, 3)),
                Grouped(cases * 2_000));
        }));
        return Table("Ngay;MaDonVi;SoVuChungThuc;SoBanGiay;SoBanDienTu;SoHoSoCoBanChungThuc;SoHoSoDungBanDienTu;LePhi", rows);
    }

    private string Refusals(DateOnly from, DateOnly to)
    {
        var dice = Dice(to, 7);
        string[] places = ["Ngân hàng", "Doanh nghiệp", "Cơ quan nhà nước", "Trường học"];
        string[] reasons = ["Chưa có quy định", "Yêu cầu bản giấy", "Không kiểm tra được chữ ký số", "Khác"];
        var rows = WorkingDays(from, to).Where((_, i) => i % 6 == 2)
            .Select(day => $"{Day(day)};{units[dice.Next(units.Count)].Name};{places[dice.Next(4)]};{reasons[dice.Next(4)]};{dice.Next(1, 4)}");
        return Table("Ngay;MaDonVi;NoiTuChoi;LyDo;SoLan", rows);
    }

    private string Feedback(DateOnly from, DateOnly to)
    {
        var (dice, rows) = (Dice(to, 8), new List<string>());
        string[] fields = ["Hạ tầng", "Môi trường", "Trật tự đô thị", "Thủ tục hành chính", "Phần mềm", "Khác"];
        foreach (var day in WorkingDays(from, to).Where((_, i) => i % 2 == 0))
        {
            var field = fields[dice.Next(fields.Length)];
            var (outcome, most) = dice.Next(10) switch
                { 0 => ("Từ chối", 2), 1 => ("Chuyển đơn vị khác", 2), 2 => ("Yêu cầu bổ sung", 5), _ => ("Đã trả lời", 15) };
            var answered = calendar.AddWorkingDays(day, dice.Next(0, most + 1) + (dice.Next(18) == 0 ? 3 : 0));
            var isAnswered = answered <= to;
            var satisfied = !isAnswered || dice.Next(3) == 0 ? string.Empty : dice.Next(8) switch
                { 0 => "Không hài lòng", 1 => "Bình thường", < 5 => "Hài lòng", _ => "Rất hài lòng" };
            rows.Add(string.Join(';', $"{day:ddMMyyyy}-{rows.Count + 1:000}", units[dice.Next(units.Count)].Name, field,
                field == "Phần mềm" ? Software[dice.Next(Software.Length)] : string.Empty,
                Day(day), isAnswered ? Day(answered) : string.Empty, isAnswered ? outcome : "Đang xử lý", satisfied));
        }

        return Table("MaPA;DonVi;LinhVuc;HeThong;NgayTiepNhan;NgayTraLoi;TrangThai;MucHaiLong", rows);
    }

    private string Satisfaction(DateOnly from, DateOnly to)
    {
        var dice = Dice(to, 9);
        var rows = WorkingDays(from, to).SelectMany(day => units.Select(u =>
        {
            var (very, satisfied, neutral) = (dice.Next(3, 12), dice.Next(4, 15), dice.Next(4) == 0 ? 1 : 0);
            var unsatisfied = dice.Next(12) == 0 ? 1 : 0;
            var returned = very + satisfied + neutral + unsatisfied + dice.Next(0, 12);
            var channel = dice.Next(3) == 0 ? "DVC" : "MAY_TAI_QUAY";
            var (rated, good) = channel == "DVC" ? (string.Empty, string.Empty)
                : ($"{very + satisfied}", $"{very + satisfied - (dice.Next(9) == 0 ? 1 : 0)}"); // the portal does not ask
            return $"{Day(day)};{u.Name};{channel};{very};{satisfied};{neutral};{unsatisfied};{returned};{rated};{good}";
        }));
        return Table("Ngay;MaDonVi;Kenh;RatHaiLong;HaiLong;BinhThuong;KhongHaiLong;SoHoSoDaTra;SoDanhGiaThaiDo;SoThaiDoDungMuc", rows);
    }

    private string Incidents(DateOnly from, DateOnly to)
    {
        var (dice, rows) = (Dice(to, 10), new List<string>());
        foreach (var day in WorkingDays(from, to).Where((_, i) => i % 7 == 3))
        {
            var began = day.ToDateTime(new TimeOnly(dice.Next(7, 16), dice.Next(0, 60)));
            var system = Software[dice.Next(10) switch { < 5 => 0, < 7 => 3, < 9 => 1, _ => 2 }];
            var ended = began.AddMinutes(dice.Next(20, 400));
            rows.Add(string.Create(CultureInfo.InvariantCulture,
                $"SC-{day:yyMMdd}-{rows.Count + 1};{system};{began:dd/MM/yyyy HH:mm};{ended:dd/MM/yyyy HH:mm};{(dice.Next(3) == 0 ? "Cao" : "Trung bình")};"
                + $"{dice.Next(1, 12)}"));
        }

        return Table("MaSuCo;HeThong;BatDau;KetThuc;MucDo;SoDonViAnhHuong", rows);
    }

    private string DoubleEntry(DateOnly to)
    {
        var dice = Dice(to, 11);
        return Table("Thang;MaDonVi;HeThong;SoHoSoNhapHaiLan;SoHoSo", units.SelectMany(u => Software.Take(2).Select((s, i) =>
            $"{Month(to)};{u.Name};{s};{dice.Next(0, i == 0 ? 9 : 3)};{u.Received / 6}")));
    }

    private static string Services()
    {
        string[] fields =
            ["Hộ tịch", "Chứng thực", "Đất đai", "Hoạt động xây dựng", "Thành lập và hoạt động hộ kinh doanh", "Bảo trợ xã hội", "Giáo dục", "Môi trường"];
        var rows = new List<string>();
        var own = new[] { UnitTier.District, UnitTier.Commune }.SelectMany(t => SampleProcedure.Of(t).Select(p => (Tier: t, Procedure: p)))
            .DistinctBy(p => p.Procedure.Code).ToList();
        rows.AddRange(own.Select((p, i) =>
            $"{(i == 1 ? p.Procedure.Code + ".000.00.00.H53" : p.Procedure.Code)};{(p.Tier == UnitTier.District ? "HUYEN" : "XA")};{p.Procedure.Field};"
                + $"{p.Procedure.Level};01/01/2021;"));
        for (var i = 0; i < 24; i++)
        {
            var isDistrict = i < 14;
            var field = fields[i % (isDistrict ? 8 : 6)];
            var level = (i % 10) switch { < 4 => "Mức độ 4", < 8 => "Mức độ 3", _ => "Mức độ 2" };
            var ended = i is 7 or 23 ? "31/12/2021" : string.Empty;
            rows.Add($"1.{900_000 + (i * 7):000000};{(isDistrict ? "HUYEN" : "XA")};{field};{level};{(i % 3 == 0 ? "01/01/2021" : "15/03/2021")};{ended}");
        }

        return Table("MaTTHC;Cap;MaLinhVuc;MucDo;HieuLucTu;HieuLucDen", rows);
    }

    private string Capacity() => Table("Ky;MaDonVi;SoCBCCVC;SoCBChuyenTrachCNTT;SoLopTapHuan;SoLuotHocVien;KinhPhiKeHoach;KinhPhiThucHien;SoTinBai",
        ((string[])["Quý I/2022", "Quý II/2022"]).SelectMany(quarter => units.Select(u =>
        $"{quarter};{u.Name};{Staff(u)};{(u.Tier == UnitTier.District ? 4 : u.Received % 2)};{1 + (u.Received % 3)};{Staff(u) - (u.Received % 5)};"
            + $"{Grouped(u.Received * 60_000L)};{Grouped(u.Received * 41_000L)};{3 + (u.Received % 7)}")));
}
