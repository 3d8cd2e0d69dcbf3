# Installs GovPipeline as a service of Windows that begins with the machine. Run in an administrator's PowerShell, in the folder of the
# published program: dotnet publish functions/GovPipeline.Cli -c Release -r win-x64 --self-contained -o C:\GovPipeline. Settings, reference
# data and, without an account, the emulator's data stand in %ProgramData%\GovPipeline; what it says is in service.log there.
param(
    [string] $Folder = "C:\GovPipeline",
    [string] $Name = "GovPipeline",
    # An account of its own with rights on the folder alone; LocalService where there is none.
    [string] $Account = "NT AUTHORITY\LocalService"
)

$program = Join-Path $Folder "govpipeline.exe"
if (-not (Test-Path $program)) { throw "$program is not there: publish the program first." }
$settings = Join-Path $env:ProgramData "GovPipeline"
if (-not (Test-Path (Join-Path $settings "govpipeline.json"))) { & $program init --folder $settings; if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE } }

# The account writes there: its log, what it holds without an account of storage.
icacls.exe $settings /grant "${Account}:(OI)(CI)M" | Out-Null
sc.exe create $Name binPath= "`"$program`" run" start= delayed-auto obj= $Account DisplayName= "GovPipeline" | Out-Null
sc.exe description $Name "Pulls nightly exports, publishes six-month statistics, mails alerts." | Out-Null
sc.exe failure $Name reset= 86400 actions= restart/60000/restart/300000/restart/900000 | Out-Null
Start-Service $Name
Get-Service $Name
